// SPDX-License-Identifier: Apache-2.0

/// Text in UTF-8 without control characters, which begins neither as a page nor as a script.
struct PlainText: MediaCleaner {
    /// The beginning of a character whose end has not come yet.
    private var waiting: [UInt8] = []

    static func mayBegin(with bytes: [UInt8]) -> Bool {
        var text = PlainText()
        guard !bytes.isEmpty, (try? text.clean(bytes)) != nil else { return false }
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let words = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        let begins = words.drop { $0 <= 0x20 }
        return ![Array("<".utf8), Array("#!".utf8), Array("%!".utf8), Array("{\\rtf".utf8)].contains {
            begins.starts(with: $0)
        }
    }

    mutating func clean(_ piece: [UInt8]) throws(MediaRefusal) -> [UInt8] {
        let bytes = waiting + piece
        let whole = bytes.count - Self.begun(at: bytes)
        guard String(validating: bytes[..<whole], as: UTF8.self) != nil, !bytes[..<whole].contains(where: Self.controls)
        else { throw .damaged }
        waiting = Array(bytes[whole...])
        return Array(bytes[..<whole])
    }

    mutating func finish() throws(MediaRefusal) -> [UInt8] {
        guard waiting.isEmpty else { throw .damaged }
        return []
    }

    private static func controls(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0a, 0x0c, 0x0d: false
        default: byte < 0x20 || byte == 0x7f
        }
    }

    /// How many bytes at the end belong to a character that is not complete.
    private static func begun(at bytes: [UInt8]) -> Int {
        for count in 1...3 where bytes.count >= count {
            let byte = bytes[bytes.count - count]
            if byte & 0xc0 == 0x80 { continue }
            let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return length > count ? count : 0
        }
        return 0
    }
}
