// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Storage
package import Values

/// What is left at a supplier, and for how long that lasts as sales go now.
package struct SupplierWallet: Hashable, Sendable {
    package let supplier: RecipientID
    /// Ten-thousandths of a US dollar.
    package let balance: Int64
    package let askedAt: Instant
    /// Since when it is little; nil while it is not.
    package let lowSince: Instant?
    /// What was ordered there in the last seven days, in the same unit.
    package let spentInWeek: Int64

    /// In cents, rounded down: nobody is told of more than there is.
    package var money: Money { Money(minorUnits: balance / 100, currency: .usd) }

    /// How many whole days it lasts at the rate of the last seven; nil while nothing is ordered there.
    package var daysLeft: Int? {
        guard spentInWeek > 0 else { return nil }
        return Int(max(balance, 0) * 7 / spentInWeek)
    }

    /// Whether somebody has to pay in: less than the least amount, or than lasts for so many days.
    func isLow(_ settings: ShopSettings) -> Bool {
        balance < settings.leastBalance || daysLeft.map { $0 < settings.balanceDays } == true
    }

    /// All that are known, in the order of their names.
    package static func all(at now: Instant, in session: any SQLSession) throws -> [SupplierWallet] {
        let spent = try SupplierBalanceQueries.spent(since: now - .days(7), in: session)
        return try SupplierBalanceQueries.balances(in: session).map { kept in
            SupplierWallet(
                supplier: kept.supplier, balance: kept.balance, askedAt: kept.askedAt, lowSince: kept.lowSince,
                spentInWeek: spent[kept.supplier] ?? 0)
        }
    }
}
