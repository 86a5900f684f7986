// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// For how long a conversation is put off, as people at work count.
enum SnoozeSpan: String, CaseIterable {
    case hours = "four-hours"
    case tomorrow
    case nextWeek = "next-week"

    /// When the shop opens its eyes again.
    private static let morning = 8

    /// The end of it, in the business's own time.
    func end(from now: Instant, in zone: TimeZone) -> Instant {
        switch self {
        case .hours: now + .hours(4)
        case .tomorrow: morning(after: now, in: zone, DateComponents(hour: Self.morning))
        case .nextWeek: morning(after: now, in: zone, DateComponents(hour: Self.morning, weekday: 2))
        }
    }

    private func morning(after now: Instant, in zone: TimeZone, _ wanted: DateComponents) -> Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        let midnight = calendar.startOfDay(for: date).addingTimeInterval(86_400)
        // A calendar without an eight o'clock on Mondays does not exist.
        let found = calendar.nextDate(
            after: midnight.addingTimeInterval(-1), matching: wanted, matchingPolicy: .nextTime)
        return found.map { Instant(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) } ?? now + .days(1)
    }
}
