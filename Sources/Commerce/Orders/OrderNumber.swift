// SPDX-License-Identifier: Apache-2.0

/// What people call an order: `VC-7K3M-92QF`, easy to read aloud and hard to guess.
///
/// Eight characters of Crockford's base 32 (no I, L, O, U) behind the business's two letters: 40 random bits. It names
/// an order and opens nothing.
package struct OrderNumber: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package static func random(prefix: String) -> OrderNumber {
        var generator = SystemRandomNumberGenerator()
        return make(prefix: prefix, from: generator.next())
    }

    static func make(prefix: String, from bits: UInt64) -> OrderNumber {
        let letters = (0..<8).map { alphabet[Int((bits >> (5 * $0)) & 31)] }
        return OrderNumber(unchecked: "\(prefix)-\(String(letters[..<4]))-\(String(letters[4...]))")
    }

    /// Reads what people type: any case, with or without hyphens and spaces, O for 0, I and L for 1.
    package init?(_ input: String) {
        let letters = input.uppercased().filter { $0 != "-" && $0 != " " }
        guard letters.utf8.count == 10, letters.prefix(2).allSatisfy({ ("A"..."Z").contains($0) }) else { return nil }
        let code = letters.dropFirst(2).map { Self.readAs[$0] ?? $0 }
        guard code.allSatisfy(Self.alphabet.contains) else { return nil }
        text = "\(letters.prefix(2))-\(String(code[..<4]))-\(String(code[4...]))"
    }

    private init(unchecked text: String) { self.text = text }

    package var description: String { text }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let readAs: [Character: Character] = ["O": "0", "I": "1", "L": "1"]
}
