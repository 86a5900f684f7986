// SPDX-License-Identifier: Apache-2.0

/// The five characters that mean something in HTML text and quoted attributes (HTML Standard §13.1.2.3, §13.3).
enum Escaping {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
    }

    /// Copies whole runs of harmless bytes; UTF-8 continuation bytes can never equal one of the five.
    private static func append(_ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        for index in 0..<source.count {
            guard let entity = entity(for: source[index]) else { continue }
            bytes.append(contentsOf: source[start..<index])
            entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
            start = index + 1
        }
        bytes.append(contentsOf: source[start..<source.count])
    }

    private static func entity(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }

    /// Whether `address` may stand in a link: relative to us, or with a scheme that cannot run code. Browsers drop
    /// tabs and line breaks inside an address (URL Standard §4.4), so any control character refuses it. There is a scheme
    /// when a colon comes before the first of `/`, `?` and `#`.
    static func isSafeAddress(_ address: String) -> Bool {
        let bytes = address.utf8
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else { return false }
        guard let end = bytes.firstIndex(where: isEndOfScheme), bytes[end] == UInt8(ascii: ":") else {
            return true
        }
        return ["https", "http", "mailto", "tel"].contains(address[..<end].lowercased())
    }

    private static func isEndOfScheme(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): true
        default: false
        }
    }
}
