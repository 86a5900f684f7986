// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// A day where the business is, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    /// The day that `instant` belongs to in `zone`.
    package init(of instant: Instant, in zone: TimeZone) {
        let local = instant.milliseconds + Int64(zone.secondsFromGMT(for: instant.date)) * 1000
        number = Int((local - (local < 0 ? 86_399_999 : 0)) / 86_400_000)
    }

    package func begin(in zone: TimeZone) -> Instant {
        let midnight = Instant(milliseconds: Int64(number) * 86_400_000)
        return midnight - .seconds(zone.secondsFromGMT(for: midnight.date))
    }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
}
