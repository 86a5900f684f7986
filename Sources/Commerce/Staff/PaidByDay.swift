// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

extension WorkOnOrders {
    /// How many orders were paid of those placed in each of `days` days from the midnight at `start`: numbers about nobody,
    /// which every colleague may see. Nil for anybody else.
    package func paid(from start: Instant, days: Int, as caller: Caller) async throws -> [Int]? {
        guard case .staff = caller else { return nil }
        let end = start + .days(days)
        let found = try await foundation.data.read { try StaffQueries.paidByDay(from: start, to: end, in: $0) }
        return (0..<days).map { found[$0, default: 0] }
    }

    /// The disputes raised on each of `days` days from the midnight at `start`; nil for whoever is no colleague.
    package func disputed(from start: Instant, days: Int, as caller: Caller) async throws -> [DisputedMoney]? {
        guard case .staff = caller else { return nil }
        let end = start + .days(days)
        let found = try await foundation.data.read { try DisputeQueries.byDay(from: start, to: end, in: $0) }
        return (0..<days).map { found[$0, default: DisputedMoney()] }
    }
}

/// What the banks of one day's disputes took back or asked about, by the day they were raised. Amounts are those of the cards,
/// which may be in another currency than the orders'.
package struct DisputedMoney: Hashable, Sendable {
    package private(set) var count = 0
    private var raisedUnits: [Currency: Int64] = [:]
    private var lostUnits: [Currency: Int64] = [:]

    package var raised: [Money] { Self.money(raisedUnits) }
    /// Of these, what is decided against the shop by now.
    package var lost: [Money] { Self.money(lostUnits) }

    mutating func add(_ count: Int, of amount: Money?, isLost: Bool) {
        self.count += count
        guard let amount else { return }
        raisedUnits[amount.currency, default: 0] += amount.minorUnits
        if isLost { lostUnits[amount.currency, default: 0] += amount.minorUnits }
    }

    private static func money(_ units: [Currency: Int64]) -> [Money] {
        units.map { Money(minorUnits: $0.value, currency: $0.key) }.sorted {
            $0.currency.rawValue > $1.currency.rawValue
        }
    }
}
