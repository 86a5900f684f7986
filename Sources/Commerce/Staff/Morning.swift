// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Storage
package import Values

/// What was ordered and paid day by day, for whoever looks after the shop in the morning. Made of orders alone: nothing is known of
/// visitors who bought nothing.
package struct Morning: Sendable {
    /// A day where the business is.
    package struct Day: Hashable, Sendable {
        package let start: Instant
        package fileprivate(set) var placed = 0
        /// Paid and not given back.
        package fileprivate(set) var sold = 0
        package fileprivate(set) var amounts: [Currency: Int64] = [:]
        package fileprivate(set) var states: [OrderState: Int] = [:]
    }

    /// Oldest first; the last one is today, so far.
    package let days: [Day]
    /// What the supplier answered instead of an eSIM in the last week, most frequent first.
    package let supplyProblems: [SupplyProblem]
    /// Payments that banks ask about or took back, not decided yet.
    package let disputes: [OpenDispute]

    package struct SupplyProblem: Hashable, Sendable {
        package let code: String
        package let count: Int
        package let lastAt: Instant
    }

    /// Reads the last `count` days in the transaction handed in.
    package init(days count: Int, until now: Instant, in zone: TimeZone, _ session: any SQLSession) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: now.date)
        var days = (0..<count).reversed().map { back in
            Day(start: Instant(calendar.date(byAdding: .day, value: -back, to: today) ?? today))
        }
        for quarter in try MorningQueries.quarters(since: days[0].start, in: session) {
            guard let index = days.lastIndex(where: { $0.start <= quarter.start }) else { continue }
            days[index].add(quarter)
        }
        for part in try MorningQueries.partsGivenBack(since: days[0].start, in: session) {
            guard let index = days.lastIndex(where: { $0.start <= part.start }) else { continue }
            days[index].amounts[part.currency, default: 0] -= part.amount
        }
        self.days = days
        disputes = try DisputeQueries.open(in: session)
        supplyProblems = try MorningQueries.supplyProblems(since: now - .days(7), in: session)
    }

    /// Several days as one: `sum(7)` are the last seven whole days, `sum(7, before: 7)` those before them. Today is in none.
    package func sum(_ count: Int, before skipped: Int = 0) -> Day {
        let whole = days.dropLast().dropLast(skipped).suffix(count)
        return whole.reduce(into: Day(start: whole.first?.start ?? days[0].start)) { sum, day in
            sum.placed += day.placed
            sum.sold += day.sold
            sum.amounts.merge(day.amounts, uniquingKeysWith: +)
            sum.states.merge(day.states, uniquingKeysWith: +)
        }
    }
}

extension Morning.Day {
    package var money: [Money] {
        amounts.filter { $0.value != 0 }.map { Money(minorUnits: $0.value, currency: $0.key) }
            .sorted { $0.currency.rawValue > $1.currency.rawValue }
    }

    fileprivate mutating func add(_ quarter: MorningQueries.Quarter) {
        placed += quarter.count
        states[quarter.state, default: 0] += quarter.count
        switch quarter.state {
        case .paid, .held, .delivering, .delivered, .needsAttention:
            sold += quarter.count
            amounts[quarter.currency, default: 0] += quarter.amount
        case .awaitingPayment, .refunding, .refunded, .cancelled, .expired, .frozen: break
        }
    }
}
