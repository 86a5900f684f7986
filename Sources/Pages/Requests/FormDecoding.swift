// SPDX-License-Identifier: Apache-2.0

/// `application/x-www-form-urlencoded` (URL Standard §5.1), strict: a broken escape, text that is not UTF-8, a NUL or
/// more than 200 fields make it nil.
enum FormDecoding {
    static func fields(of body: some Collection<UInt8>) -> [(name: String, value: String)]? {
        let pairs = body.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= 200 else { return nil }
        var fields: [(name: String, value: String)] = []
        for pair in pairs {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let rest = end == pair.endIndex ? pair[end...] : pair[pair.index(after: end)...]
            guard let name = text(pair[..<end]), let value = text(rest) else { return nil }
            fields.append((name, value))
        }
        return fields
    }

    private static func text(_ encoded: some Collection<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = encoded.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(nibble), let low = rest.next().flatMap(nibble) else { return nil }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
