// SPDX-License-Identifier: Apache-2.0

/// A kind of personal data as it is found in running text.
package enum PersonalKind: String, Sendable, CaseIterable {
    case phone = "PHONE"
    case email = "EMAIL"
    case card = "CARD"
    case iban = "IBAN"
    /// Numbers of identity cards, passports, bank accounts, SIM cards and devices.
    case identity = "ID"
    case address = "ADDRESS"
    /// One-time codes, PINs, passwords and activation codes.
    case code = "CODE"
    /// Addresses of pages that carry a secret or lead to one person.
    case link = "LINK"
    case name = "NAME"
    /// Words somebody wrote that look like one of our placeholders.
    case literal = "TEXT"

    /// Those that follow a format, as opposed to names and addresses.
    package static let structured: Set<PersonalKind> = [.phone, .email, .card, .iban, .identity, .code, .link]
}

/// One value found: what it is, and where it stands among the bytes of the text.
package struct Finding: Hashable, Sendable {
    package let kind: PersonalKind
    package let range: Range<Int>

    package init(_ kind: PersonalKind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
