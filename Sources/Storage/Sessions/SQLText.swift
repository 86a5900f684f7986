// SPDX-License-Identifier: Apache-2.0

/// What must be known of SQL's grammar to carry one text to two engines: where strings, quoted names and comments are.
///
/// Understands the portable subset: `'…'`, `"…"`, `-- …` and `/* … */`. No dollar quoting, no nested comments, no triggers.
enum SQLText {
    /// Rewrites `$n` to `?n`. SQLite takes `$1` for a *name* and numbers names by first appearance, so `SELECT $2, $1`
    /// would silently bind in the wrong order.
    static func withNumberedParameters(_ sql: String) -> String {
        var bytes = Array(sql.utf8)
        var index = 0
        while index < bytes.count {
            if let end = endOfOpaque(in: bytes, at: index) {
                index = end
                continue
            }
            let startsParameter =
                bytes[index] == UInt8(ascii: "$") && index + 1 < bytes.count && bytes[index + 1].isDigit
                && (index == 0 || !bytes[index - 1].isNameByte)
            if startsParameter { bytes[index] = UInt8(ascii: "?") }
            index += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The statements of a script without their semicolons, each from its first to its last byte of code.
    static func statements(in script: String) -> [String] {
        let bytes = Array(script.utf8)
        var statements: [String] = []
        var code: Range<Int>?
        var index = 0
        while index < bytes.count {
            let end = endOfOpaque(in: bytes, at: index) ?? index + 1
            if bytes[index] == UInt8(ascii: ";") {
                if let found = code { statements.append(String(decoding: bytes[found], as: UTF8.self)) }
                code = nil
            } else if !isComment(in: bytes, at: index), !bytes[index].isSpace {
                code = (code?.lowerBound ?? index)..<end
            }
            index = end
        }
        if let found = code { statements.append(String(decoding: bytes[found], as: UTF8.self)) }
        return statements
    }

    /// What stands between the commas of a table's definition, without comments and with single spaces.
    static func items(in definition: String) -> [String] {
        let bytes = Array(definition.utf8)
        var items: [String] = []
        var item: [UInt8] = []
        var (depth, index) = (0, 0)
        while index < bytes.count {
            let end = endOfOpaque(in: bytes, at: index) ?? index + 1
            let byte = bytes[index]
            if byte == UInt8(ascii: "("), end == index + 1 { depth += 1 }
            if byte == UInt8(ascii: ")"), end == index + 1 { depth -= 1 }
            if isComment(in: bytes, at: index) || byte.isSpace {
                if let last = item.last, !last.isSpace { item.append(0x20) }
            } else if byte == UInt8(ascii: ","), depth == 0 {
                items.append(String(decoding: item, as: UTF8.self))
                item = []
            } else {
                item += bytes[index..<end]
            }
            index = end
        }
        items.append(String(decoding: item, as: UTF8.self))
        return items.map { String($0.trimmingPrefix(" ")) }.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
            .filter { !$0.isEmpty }
    }

    /// Where the string, quoted name or comment that starts at `index` ends; nil when plain code stands there.
    private static func endOfOpaque(in bytes: [UInt8], at index: Int) -> Int? {
        switch bytes[index] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // A doubled quote inside simply starts the next string where this one ended.
            return bytes[(index + 1)...].firstIndex(of: bytes[index]).map { $0 + 1 } ?? bytes.count
        case UInt8(ascii: "-") where isComment(in: bytes, at: index):
            return bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case UInt8(ascii: "/") where isComment(in: bytes, at: index):
            var end = index + 2
            while end + 1 < bytes.count {
                if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") { return end + 2 }
                end += 1
            }
            return bytes.count
        default:
            return nil
        }
    }

    private static func isComment(in bytes: [UInt8], at index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        return (bytes[index], bytes[index + 1]) == (UInt8(ascii: "-"), UInt8(ascii: "-"))
            || (bytes[index], bytes[index + 1]) == (UInt8(ascii: "/"), UInt8(ascii: "*"))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
    fileprivate var isNameByte: Bool {
        isDigit || self >= 0x80 || self == UInt8(ascii: "_") || self == UInt8(ascii: "$")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
