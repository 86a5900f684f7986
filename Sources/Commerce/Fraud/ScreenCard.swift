// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Looks at the card an order was paid with: one that pays for many e-mail addresses within a day is somebody else's, or being
/// tried out.
///
/// The card stands in a message of its own, which may be worked on after the one that says paid: an order that went out in between is
/// not called back, and what follows on the same card is looked at.
struct ScreenCard: Sendable {
    let foundation: ShopFoundation

    /// Nil when the buyer has been erased.
    func callAsFunction(_ fingerprint: String, for payment: Payment) async throws -> CardScreening? {
        guard let person = payment.person,
            let address = try await foundation.data.read({ try OrderQueries.email(of: person, in: $0) }),
            case .opened(let typed) = try await foundation.vault.open(
                address, of: person, for: .fraudPrevention, as: .system("fraud")),
            let email = EmailAddress(typed.expose())?.canonical
        else { return nil }
        let now = foundation.clock.now()
        let (card, pair) = ("card:" + fingerprint, "card:\(fingerprint):\(email)")
        let codes = foundation.hourlyCodes
        let day = now - HourlyCodes.lifetime
        return CardScreening(
            before: try await codes.codes(of: card, since: day, until: now),
            known: try await codes.codes(of: pair, since: day, until: now),
            marks: [
                Screening.Mark(kind: .card, code: try await codes.code(of: card, at: now)),
                Screening.Mark(kind: .cardWithEmail, code: try await codes.code(of: pair, at: now)),
            ], limit: foundation.settings.fraud.addressesPerCardAndDay, since: day, at: now)
    }
}

/// A card that paid for an order, ready to be counted.
struct CardScreening: Sendable {
    /// The card's codes of the last day.
    let before: [[UInt8]]
    /// Those of card and e-mail address together.
    let known: [[UInt8]]
    let marks: [Screening.Mark]
    let limit: Int
    let since: Instant
    let at: Instant

    /// Counts the card once for each e-mail address; true when that makes a person look at the order who would not have otherwise.
    func insert(for order: Order, in session: any SQLSession) throws -> Bool {
        guard try FraudQueries.count(known, since: since, in: session) == 0 else { return false }
        let others = try FraudQueries.count(before, since: since, in: session)
        for mark in marks { try FraudQueries.mark(mark.kind, mark.code, mark.id, at: at, in: session) }
        guard others >= limit else { return false }
        guard var review = try FraudQueries.review(of: order.id, in: session) else {
            try FraudQueries.insert(
                OrderReview(
                    order: order.id, person: order.person, reasons: [.manyWithCard], state: .open, note: nil,
                    raisedAt: at, decidedAt: nil), in: session)
            return true
        }
        guard review.state == .open, !review.reasons.contains(.manyWithCard) else { return false }
        review.reasons.append(.manyWithCard)
        try FraudQueries.changeReasons(of: review, in: session)
        return false
    }
}
