// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a scalar is to the reader: a letter taken apart into its base and its marks, so that composed and decomposed text
/// read alike; everything in one 16-bit entry.
struct Letter {
    /// Bits 0-4 the base, a = 1 … z = 26, 0 for a letter of another alphabet; 5-13 the marks; 14 capital; 15 a letter.
    let bits: UInt16

    var base: UInt64 { UInt64(bits & 0x1f) }
    var marks: UInt64 { UInt64(bits >> 5) & 0x1ff }
    var isCapital: Bool { bits & 1 << 14 != 0 }
    var isLetter: Bool { bits & 1 << 15 != 0 }

    static let foreign = Letter(bits: 1 << 15)
    static let none = Letter(bits: 0)
}

/// Latin letters by table, made once; everything else by range.
enum Letters {
    /// U+0000…U+024F, then U+1E00…U+1EFF.
    private static let table: [UInt16] = {
        (Array(0..<0x250) + Array(0x1e00..<0x1f00)).map { (value: UInt32) in
            Unicode.Scalar(value).map(entry) ?? 0
        }
    }()

    static func letter(_ scalar: UInt32) -> Letter {
        if scalar < 0x250 { return Letter(bits: table[Int(scalar)]) }
        if scalar >= 0x1e00, scalar < 0x1f00 { return Letter(bits: table[Int(scalar - 0x1e00) + 0x250]) }
        switch scalar {
        case 0x370..<0x2000, 0x3040..<0xd800, 0xf900..<0xfe00, 0x20000..<0x30000: return .foreign
        default: return .none
        }
    }

    /// The bits of a combining mark, 0 for one that makes no other letter in Vietnamese.
    static func mark(_ scalar: UInt32) -> UInt64 {
        switch scalar {
        case 0x302: 1
        case 0x306: 2
        case 0x31b: 4
        case 0x300: 16
        case 0x301: 32
        case 0x303: 64
        case 0x309: 128
        case 0x323: 256
        default: 0
        }
    }

    static func isCombining(_ scalar: UInt32) -> Bool { scalar >= 0x300 && scalar < 0x370 }

    private static let odd: [Unicode.Scalar: (Unicode.Scalar, UInt64)] = [
        "đ": ("d", 8), "Đ": ("d", 8), "ø": ("o", 0), "Ø": ("o", 0), "ł": ("l", 0), "Ł": ("l", 0), "ß": ("s", 0),
        "æ": ("a", 0), "Æ": ("a", 0), "œ": ("o", 0), "ı": ("i", 0),
    ]

    private static func entry(_ scalar: Unicode.Scalar) -> UInt16 {
        guard scalar.properties.isAlphabetic, scalar != "ª", scalar != "º" else { return 0 }
        let capital: UInt16 = scalar.properties.isUppercase ? 1 << 14 : 0
        let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars)
        let (first, stroke) = odd[scalar] ?? (parts[0], 0)
        let marks = parts.dropFirst().reduce(stroke) { $0 | mark($1.value) }
        let isLatin = (97...122).contains(first.value)
        return 1 << 15 | capital | UInt16(marks) << 5 | (isLatin ? UInt16(first.value - 96) : 0)
    }
}
