// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// What follows from a buyer's withdrawal.
package enum WithdrawalDecision: String, Sendable, CaseIterable, SQLEnum {
    /// The right stands: all the money goes back.
    case byRight = "by-right"
    /// The right ended with the delivery that was asked for at once; nobody has installed it, so the shop gives all back.
    case byShopRule = "by-shop-rule"
    /// The right ended with the delivery that was asked for at once, and it has been installed or used.
    case endedWithSupply = "ended-with-supply"
    /// The period is over.
    case tooLate = "too-late"

    package var givesMoneyBack: Bool { self == .byRight || self == .byShopRule }
}

/// A buyer's statement that they withdraw from a purchase.
package struct Withdrawal: Hashable, Sendable {
    package let order: ID<Order>
    package let statedAt: Instant
    /// Nil while the network is asked whether anything was installed.
    package let decision: WithdrawalDecision?
}

/// Where an order stands with its buyer's right to withdraw.
package enum WithdrawalStanding: Hashable, Sendable {
    /// Nothing to withdraw from, or no longer.
    case none
    /// May be stated until then; what would follow by what is known now.
    case open(until: Instant, expected: WithdrawalDecision)
    case stated(Withdrawal)
}
