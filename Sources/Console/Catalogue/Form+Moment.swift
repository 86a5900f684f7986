// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pages
import Values

extension Form {
    /// A day and a time of day as browsers send them, `2026-11-21` and `09:30`, in the zone of the business. An empty time
    /// is midnight.
    mutating func moment(_ day: String, _ time: String, in zone: TimeZone) -> Instant? {
        let clock = self[time].isEmpty ? "00:00" : self[time]
        guard let date = self[day].wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/) else {
            refuse(day, "keeping.form.day")
            return nil
        }
        guard let hour = clock.wholeMatch(of: /(\d{2}):(\d{2})(:\d{2})?/) else {
            refuse(time, "keeping.form.time")
            return nil
        }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (Int(date.1), Int(date.2), Int(date.3))
        (parts.hour, parts.minute) = (Int(hour.1), Int(hour.2))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        guard parts.isValidDate(in: calendar), let moment = calendar.date(from: parts) else {
            refuse(day, "keeping.form.day")
            return nil
        }
        return Instant(moment)
    }
}

extension Instant {
    /// `2026-11-21` in the zone of the business, as a date field takes it.
    func fieldDay(in zone: TimeZone) -> String {
        var style = Date.ISO8601FormatStyle(timeZone: zone)
        style = style.year().month().day()
        return date.formatted(style)
    }
}
