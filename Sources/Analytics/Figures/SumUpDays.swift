// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Storage
package import Values

/// Writes down the totals of days that are over, so that single visits need not be kept for them.
///
/// A day is over a whole day after its end: by then no cookie of it is good any more. Harmless to repeat; whoever calls it does
/// so before what has passed its term goes.
package struct SumUpDays: Sendable {
    private let data: any Database
    private let zone: TimeZone
    private let clock: any WallClock

    package init(data: any Database, zone: TimeZone, clock: any WallClock) {
        self.data = data
        self.zone = zone
        self.clock = clock
    }

    /// Returns how many days were summed up.
    @discardableResult
    package func callAsFunction() async throws -> Int {
        let last = Day(of: clock.now(), in: zone) + -2
        var count = 0
        while let day = try await data.read({ try next(in: $0) }), day <= last {
            let (first, end) = (day.begin(in: zone).minute, (day + 1).begin(in: zone).minute)
            try await data.write { session in
                let figures = try FigureQueries.count(from: first, to: end, in: session)
                try FigureQueries.replace(figures, of: day, in: session)
            }
            count += 1
        }
        return count
    }

    /// The day after the last one written down; at first that of the oldest visit, if there is any.
    private func next(in session: any SQLSession) throws -> Day? {
        if let last = try FigureQueries.lastDay(in: session) { return last + 1 }
        return try FigureQueries.firstMinute(in: session).map {
            Day(of: Instant(milliseconds: $0 * 60_000), in: zone)
        }
    }
}
