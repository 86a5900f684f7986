// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values
import Vault

/// Asks the suppliers what is left of our money: every hour, soon after every order, and when one of them says that it is little.
///
/// Little is put before a person once, before it runs empty. Once there is enough again that is settled by itself, and what was stuck
/// for want of money is ordered.
struct WatchSupplierBalances: Sendable {
    static let kind: JobKind = "watch-supplier-balances"
    private static let interval = Duration.hours(1)

    let foundation: ShopFoundation
    let retry: RetrySupply

    /// About all of them, so at most one waits.
    static func job(at now: Instant, after delay: Duration = .zero) -> Job {
        Job(kind, about: ID<SupplierWallet>.whole, at: now, after: delay, exclusive: true)
    }

    func callAsFunction() async throws -> JobOutcome {
        let accounts = foundation.suppliers.all.compactMap { supplier in
            supplier.account.map { (supplier: supplier.recipient, account: $0) }
        }
        guard !accounts.isEmpty else { return .done }
        var isEnoughAgain = false
        for (supplier, account) in accounts {
            // No answer: the next hour tells.
            guard let balance = try await account.balance() else { continue }
            isEnoughAgain = try await keep(balance, of: supplier) || isEnoughAgain
        }
        if isEnoughAgain { try await orderWhatIsStuck() }
        return .retry(after: Self.interval)
    }

    /// Whether it was little and is enough now.
    private func keep(_ balance: Int64, of supplier: RecipientID) async throws -> Bool {
        let (now, settings) = (foundation.clock.now(), foundation.settings)
        let attention = Attention(
            id: .timeOrdered(at: now), order: nil, reason: .balanceLow, subject: supplier.name, detail: nil,
            raisedAt: now, resolvedAt: nil)
        return try await foundation.data.write { session in
            let before = try SupplierWallet.all(at: now, in: session).first { $0.supplier == supplier }
            let spent = try SupplierBalanceQueries.spent(since: now - .days(7), in: session)[supplier] ?? 0
            let wallet = SupplierWallet(
                supplier: supplier, balance: balance, askedAt: now, lowSince: before?.lowSince, spentInWeek: spent)
            let isLow = wallet.isLow(settings)
            let lowSince = isLow ? before?.lowSince ?? now : nil
            try SupplierBalanceQueries.put(balance, of: supplier, lowSince: lowSince, at: now, in: session)
            if isLow, before?.lowSince == nil { try OrderEventQueries.raise(attention, in: session) }
            guard !isLow, before?.lowSince != nil else { return false }
            try OrderEventQueries.resolve(.balanceLow, about: supplier.name, at: now, in: session)
            return true
        }
    }

    private func orderWhatIsStuck() async throws {
        for order in try await foundation.data.read({ try SupplierBalanceQueries.ordersStuck(in: $0) }) {
            _ = try await retry(order, as: .system(Self.kind.rawValue))
        }
    }
}
