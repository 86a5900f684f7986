// SPDX-License-Identifier: Apache-2.0

/// What stands in a text for a value that stays here: `[PHONE_1]`.
package struct Placeholder: Hashable, Sendable {
    package let kind: PersonalKind
    package let number: Int

    package var text: String { "[\(kind.rawValue)_\(number)]" }

    /// Whether bytes read like one, however a model may have written it.
    static func reads(_ bytes: some Collection<UInt8>) -> Bool {
        let inner = bytes.filter { $0 != 0x5b && $0 != 0x5d }
        return Placeholder(loosely: String(decoding: inner, as: UTF8.self)) != nil
    }

    /// Reads `PHONE_1`, `phone 1`, `Phone-1` and `PHONE\_1`.
    init?(loosely text: some StringProtocol) {
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        guard let kind = PersonalKind(rawValue: letters.uppercased()) else { return nil }
        let rest = text.dropFirst(letters.count)
        let digits = rest.drop { $0 == "_" || $0 == " " || $0 == "-" || $0 == "\\" }
        guard rest.count - digits.count <= 3, let number = Int(digits), number > 0, digits.count <= 5 else {
            return nil
        }
        self.init(kind: kind, number: number)
    }

    package init(kind: PersonalKind, number: Int) {
        self.kind = kind
        self.number = number
    }
}
