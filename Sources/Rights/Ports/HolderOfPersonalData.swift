// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// A domain that holds data about people, as far as their rights are concerned.
///
/// The rights workflow knows no tables but its own; each holder answers for its part.
package protocol HolderOfPersonalData: Sendable {
    /// Where the person can be written to, sealed under their key; nil when this holder does not know.
    func address(of person: PersonID) async throws -> SealedValue?
    /// What recipients know the person by, so that they can be told after our own copy is gone.
    func handles(of person: PersonID) async throws -> [RecipientHandle]
    /// What is held, in the order of time, for the person to read.
    func holdings(of person: PersonID) async throws -> [Holding]
}

/// A name a recipient knows the person or their purchase by.
package struct RecipientHandle: Sendable {
    package enum Value: Sendable {
        /// Sealed under the person's key.
        case sealed(SealedValue)
        /// A reference that names nobody by itself.
        case plain(String)
    }

    package let recipient: RecipientID
    /// What kind of handle it is, in the recipient's terms: `esim-profile`, `payment`.
    package let kind: String
    package let value: Value

    package init(recipient: RecipientID, kind: String, value: Value) {
        self.recipient = recipient
        self.kind = kind
        self.value = value
    }
}

/// One thing held about a person, without opening anything.
package struct Holding: Sendable {
    package let at: Instant
    package let category: Category
    /// Key of the text that names it, and its parameters: an order number, an amount.
    package let label: String
    package let parameters: [String: String]
    /// Until when it is kept; nil when the policy says until erasure.
    package let until: Instant?
    /// Whether erasure leaves it, because law makes us keep it.
    package let survivesErasure: Bool

    package init(
        at: Instant, category: Category, label: String, parameters: [String: String], until: Instant?,
        survivesErasure: Bool
    ) {
        self.at = at
        self.category = category
        self.label = label
        self.parameters = parameters
        self.until = until
        self.survivesErasure = survivesErasure
    }
}
