// SPDX-License-Identifier: Apache-2.0

/// The fields of an `application/x-www-form-urlencoded` body or query, in order, with Stripe's bracket nesting:
/// `line_items[0][price_data][currency]=vnd` (WHATWG URL §5.1 for the encoding).
struct FormFields: Hashable, Sendable {
    struct Field: Hashable, Sendable {
        /// As written: `line_items[0][quantity]`.
        let name: String
        let value: String
    }

    let fields: [Field]

    init(_ encoded: some StringProtocol) {
        fields = encoded.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Field(name: Self.decode(parts[0]), value: parts.count > 1 ? Self.decode(parts[1]) : "")
        }
    }

    init(fields: [Field]) {
        self.fields = fields
    }

    /// The value of the field with exactly this name; the last one wins.
    subscript(name: String) -> String? { fields.last { $0.name == name }?.value }

    /// A value that is there and not empty.
    func nonEmpty(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// All values of `name` or `name[]` or `name[0]`, `name[1]`…
    func list(_ name: String) -> [String] {
        fields.filter { $0.name == name || ($0.name.hasPrefix(name + "[") && $0.name.hasSuffix("]")) }.map(\.value)
    }

    /// The pairs below a name: `metadata[order]=7` gives `("order", "7")` for `metadata`.
    func children(of name: String) -> [(String, String)] {
        fields.compactMap { field in
            guard field.name.hasPrefix(name + "["), field.name.hasSuffix("]") else { return nil }
            return (String(field.name.dropFirst(name.count + 1).dropLast()), field.value)
        }
    }

    /// The names up to their first bracket.
    var topLevelNames: [String] {
        fields.map { String($0.name.prefix { $0 != "[" }) }
    }

    /// The same for the same parameters in any order: what an idempotency key is bound to.
    var canonical: String {
        fields.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
    }

    private static func decode(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(_ text: some StringProtocol) -> String { decode(Substring(text)) }
}
