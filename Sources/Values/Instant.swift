// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A point in time in whole milliseconds since 1970-01-01 UTC: what the tables store.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(_ date: Date) {
        self.milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
    package var seconds: Int64 { milliseconds / 1000 }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package static func + (instant: Instant, span: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds + span.milliseconds)
    }

    package static func - (instant: Instant, span: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds - span.milliseconds)
    }

    package static func - (left: Instant, right: Instant) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, as in `2026-03-01T08:00:00Z`.
    package var description: String { date.formatted(.iso8601) }
}

extension Duration {
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    package static func hours(_ hours: Int) -> Duration { .seconds(hours * 3600) }
    package static func days(_ days: Int) -> Duration { .seconds(days * 86_400) }
}

extension Instant {
    package var utcYear: Int { year(in: .gmt) }

    package func year(in zone: TimeZone) -> Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.component(.year, from: date)
    }
}
