// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Policy
package import Storage
package import Values
package import Vault

/// The figures of the last days, day by day, and the sum of as many days before them.
package struct Statistics: Sendable {
    package let days: [(day: Day, figures: Figures)]
    package let sum: Figures
    package let before: Figures
}

/// Shows the figures to whoever may, as the policy says of visits.
package struct ShowStatistics: Sendable {
    package enum Outcome: Sendable {
        case statistics(Statistics)
        case forbidden
    }

    package static let longestPeriod = 366

    private let data: any Database
    private let policy: Policy
    private let zone: TimeZone
    private let clock: any WallClock

    package init(data: any Database, policy: Policy, zone: TimeZone, clock: any WallClock) {
        self.data = data
        self.policy = policy
        self.zone = zone
        self.clock = clock
    }

    /// Of the last `days` days, today among them.
    package func callAsFunction(days: Int, as caller: Caller) async throws -> Outcome {
        guard case .staff(let member) = caller,
            policy.roles(mayOpen: .visit, for: .improvement).contains(member.role)
        else { return .forbidden }
        let days = min(max(days, 1), Self.longestPeriod)
        let end = Day(of: clock.now(), in: zone) + 1
        let (first, before) = (end + -days, end + -2 * days)
        let found = try await data.read { try figures(from: before, to: end, in: $0) }
        let shown = (0..<days).map { first + $0 }.map { (day: $0, figures: found[$0] ?? Figures()) }
        return .statistics(
            Statistics(
                days: shown, sum: Self.sum(of: shown.map(\.figures)),
                before: Self.sum(of: found.filter { $0.key < first }.map(\.value))))
    }

    /// As written down for the days that are, counted now for the others.
    private func figures(from first: Day, to end: Day, in session: any SQLSession) throws -> [Day: Figures] {
        var found = try FigureQueries.days(from: first, to: end, in: session)
        guard let oldest = try FigureQueries.firstMinute(in: session) else { return found }
        var day = max(
            first, try FigureQueries.lastDay(in: session).map { $0 + 1 } ?? first,
            Day(of: Instant(milliseconds: oldest * 60_000), in: zone))
        while day < end {
            found[day] = try FigureQueries.count(
                from: day.begin(in: zone).minute, to: (day + 1).begin(in: zone).minute, in: session)
            day = day + 1
        }
        return found
    }

    private static func sum(of figures: [Figures]) -> Figures {
        figures.reduce(into: Figures()) { $0.add($1) }
    }
}
