// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// The right to withdraw from a purchase, as numbers and with where they come from. Law lives in data.
package struct WithdrawalTerms: Hashable, Sendable {
    /// Days after the day the contract was made.
    package let days: Int
    /// Whether money also goes back for eSIMs nobody has installed though the right ended with their delivery.
    package let refundsUninstalled: Bool
    package let source: String
    package let readOn: String

    /// Directive 2011/83/EU: fourteen days from the conclusion of the contract (art. 9), ending early with the supply that
    /// the buyer asked for at once (art. 16(m)), stated by a function of the site itself (art. 11a, in force since
    /// 19 June 2026). The shop's own rule goes further than the law.
    package static let europe = WithdrawalTerms(
        days: 14, refundsUninstalled: true, source: "Directive 2011/83/EU art. 9, 11a, 16(m)", readOn: "2026-11-21")

    /// The period counts whole days, the first being the one after the contract, and ends on a working day (Regulation
    /// (EEC, Euratom) 1182/71 art. 3).
    package func end(of placedAt: Instant, in zone: TimeZone) -> Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let first = calendar.startOfDay(for: placedAt.date)
        var end = calendar.date(byAdding: .day, value: days + 1, to: first) ?? first
        // The last day is the one before `end`.
        while let last = calendar.date(byAdding: .day, value: -1, to: end), calendar.isDateInWeekend(last),
            let next = calendar.date(byAdding: .day, value: 1, to: end)
        {
            end = next
        }
        return Instant(end)
    }

    /// What follows from withdrawing from an order; nil when there is nothing to withdraw from.
    package func decision(
        on order: Order, _ esims: [EsimState], statedAt now: Instant, in zone: TimeZone
    ) -> WithdrawalDecision? {
        switch order.state {
        case .awaitingPayment, .refunding, .refunded, .cancelled, .expired, .frozen: return nil
        case .paid, .held, .delivering, .delivered, .needsAttention: break
        }
        guard now < end(of: order.placedAt, in: zone) else { return .tooLate }
        guard order.state == .delivered, order.acceptance.agreesToImmediateSupply else { return .byRight }
        let isUntouched = order.kind == .esim && !esims.isEmpty && esims.allSatisfy { $0 == .ready }
        return isUntouched && refundsUninstalled ? .byShopRule : .endedWithSupply
    }
}
