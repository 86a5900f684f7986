// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
import Vault

/// What needs a person, and may be mailed to a member of staff.
package enum StaffNewsKind: String, Sendable, CaseIterable, SQLEnum {
    /// Paid and not delivered.
    case notDelivered = "not-delivered"
    /// Money that belongs to no order, or does not fit the one it came for.
    case moneyUnmatched = "money-unmatched"
    case disputed
    case balanceLow = "balance-low"
    case heldForReview = "held-for-review"
    /// Who takes cards has to show anew that it does so safely.
    case attestation

    /// Whose work it is: nobody else may have it mailed.
    package static let roles: Set<StaffRole> = [.owner, .supportAgent]
}

/// One kind that a member wants mailed.
struct StaffNewsWish: Sendable {
    let id: ID<StaffNewsWish>
    let person: PersonID
    let kind: StaffNewsKind
    let address: SealedValue
    let language: Language
    let toldUntil: Instant
    let mailedAt: Instant?
}

extension SealedField {
    static let staffNewsAddress = SealedField(
        table: "staff_news", column: "address", number: 28, category: .staffAccount)
}

/// Counts what waits for a person: the shop's knowledge.
package protocol StaffNewsSource: Sendable {
    /// How much came after one moment and until another, and still waits.
    func count(_ kind: StaffNewsKind, after moment: Instant, until end: Instant) async throws -> Int
}

/// Words the mails. They hold a count and links, and nothing about anybody.
package protocol StaffNewsMailer: Sendable {
    func render(_ kind: StaffNewsKind, count: Int, in language: Language) -> StaffNewsMail
}

package struct StaffNewsMail: Sendable {
    package let subject: String
    package let text: String
    package let html: String

    package init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}
