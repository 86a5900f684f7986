// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// Days, times and numbers as people of a language write them, for pages and mails alike.
extension Wording {
    /// `21 tháng 11, 2026`, `21 November 2026`.
    package func day(_ instant: Instant, in zone: TimeZone) -> String {
        let parts = Self.calendar(in: zone).dateComponents([.year, .month, .day], from: instant.date)
        let (year, month, day) = (parts.year ?? 0, parts.month ?? 1, parts.day ?? 0)
        switch language {
        case .vietnamese: return "\(day) tháng \(month), \(year)"
        case .english: return "\(day) \(Self.englishMonths[month - 1]) \(year)"
        }
    }

    /// `16:54`.
    package func clockTime(_ instant: Instant, in zone: TimeZone) -> String {
        let parts = Self.calendar(in: zone).dateComponents([.hour, .minute], from: instant.date)
        return "\(Self.twoDigits(parts.hour ?? 0)):\(Self.twoDigits(parts.minute ?? 0))"
    }

    /// `16:54, 21 tháng 11, 2026`, `21 November 2026, 16:54`.
    package func moment(_ instant: Instant, in zone: TimeZone) -> String {
        switch language {
        case .vietnamese: "\(clockTime(instant, in: zone)), \(day(instant, in: zone))"
        case .english: "\(day(instant, in: zone)), \(clockTime(instant, in: zone))"
        }
    }

    /// As short as it can be said today: `16:54`, `21/11`, `21 Nov`, with the year when it is another.
    package func shortMoment(_ instant: Instant, at now: Instant, in zone: TimeZone) -> String {
        let calendar = Self.calendar(in: zone)
        let today = calendar.dateComponents([.year, .month, .day], from: now.date)
        let parts = calendar.dateComponents([.year, .month, .day], from: instant.date)
        guard parts != today else { return clockTime(instant, in: zone) }
        let (year, month, day) = (parts.year ?? 0, parts.month ?? 1, parts.day ?? 0)
        let isThisYear = year == today.year
        switch language {
        case .vietnamese: return "\(day)/\(month)" + (isThisYear ? "" : "/\(year)")
        case .english: return "\(day) \(Self.englishMonths[month - 1].prefix(3))" + (isThisYear ? "" : " \(year)")
        }
    }

    /// A number given in tenths, without a needless `.0`.
    package func decimal(tenths: Int64) -> String {
        let point = language == .vietnamese ? "," : "."
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10)\(point)\(tenths % 10)"
    }

    private static func calendar(in zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
