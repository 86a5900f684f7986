// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Content transfer encodings (RFC 2045 §6) and the character sets our mail may use.
enum TransferEncoding {
    static func decode(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        switch name.lowercased() {
        case "base64": Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters).map { Array($0) } ?? []
        case "quoted-printable": quotedPrintable(bytes)
        default: bytes
        }
    }

    static func text(_ bytes: [UInt8], charset: String) -> String {
        switch charset.lowercased() {
        case "iso-8859-1", "latin1", "windows-1252":
            String(bytes.map { Character(Unicode.Scalar($0)) })
        default: String(decoding: bytes, as: UTF8.self)
        }
    }

    static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                out.append(byte)
                continue
            }
            if rest.starts(with: [0x0d, 0x0a]) {
                rest = rest.dropFirst(2)
            } else if rest.first == 0x0a {
                rest = rest.dropFirst()
            } else if let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return out
    }
}

/// `=?utf-8?B?…?=` in headers (RFC 2047).
enum EncodedWords {
    /// White space between two encoded words goes; everything else stays.
    static func decode(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        var lastWasWord = false
        while let start = rest.firstRange(of: "=?") {
            let before = rest[..<start.lowerBound]
            guard let (word, end) = word(in: rest[start.upperBound...]) else {
                out += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                lastWasWord = false
                continue
            }
            if !(lastWasWord && before.allSatisfy(\.isWhitespace)) { out += before }
            out += word
            rest = rest[end...]
            lastWasWord = true
        }
        return out + rest
    }

    /// The word after `=?` and where it ends.
    private static func word(in text: Substring) -> (String, Substring.Index)? {
        let parts = text.split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == "=" else { return nil }
        let charset = parts[0].prefix { $0 != "*" }
        let bytes = Array(parts[2].utf8)
        let decoded: [UInt8]
        switch parts[1].lowercased() {
        case "b": decoded = TransferEncoding.decode(bytes, "base64")
        case "q": decoded = TransferEncoding.quotedPrintable(bytes.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
        default: return nil
        }
        return (TransferEncoding.text(decoded, charset: String(charset)), text.index(after: parts[3].startIndex))
    }
}
