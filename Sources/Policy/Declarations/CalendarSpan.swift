// SPDX-License-Identifier: Apache-2.0

/// A length of time in the units calendars count in, so that 24 months end on the same day of the month.
package struct CalendarSpan: Hashable, Sendable {
    package let years: Int
    package let months: Int
    package let days: Int
    package let hours: Int
    package let minutes: Int

    package init(years: Int = 0, months: Int = 0, days: Int = 0, hours: Int = 0, minutes: Int = 0) {
        self.years = years
        self.months = months
        self.days = days
        self.hours = hours
        self.minutes = minutes
    }

    /// The same length backwards.
    var reversed: CalendarSpan {
        CalendarSpan(years: -years, months: -months, days: -days, hours: -hours, minutes: -minutes)
    }

    package var isZero: Bool { self == CalendarSpan() }

    /// Parses the ISO 8601-1 §5.5.2 duration forms `PnYnMnD`, `PnW` and `PTnHnM`, whole numbers only; nil otherwise.
    package init?(iso8601 text: String) {
        guard text.first == "P", text.count > 2, text.last != "T" else { return nil }
        var counts: [String: Int] = [:]
        var digits = ""
        var isTime = false
        for character in text.dropFirst() {
            switch character {
            case "0"..."9":
                digits.append(character)
            case "T":
                guard !isTime, digits.isEmpty else { return nil }
                isTime = true
            case "Y", "M", "W", "D", "H":
                let unit = (isTime ? "T" : "") + String(character)
                guard ["Y", "M", "W", "D", "TH", "TM"].contains(unit), let count = Int(digits),
                    counts.updateValue(count, forKey: unit) == nil
                else { return nil }
                digits = ""
            default:
                return nil
            }
        }
        guard digits.isEmpty, !counts.isEmpty else { return nil }
        self.init(
            years: counts["Y", default: 0], months: counts["M", default: 0],
            days: counts["D", default: 0] + 7 * counts["W", default: 0], hours: counts["TH", default: 0],
            minutes: counts["TM", default: 0])
    }
}
