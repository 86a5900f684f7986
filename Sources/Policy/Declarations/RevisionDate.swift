// SPDX-License-Identifier: Apache-2.0

package import Values

/// A date as documents are dated: a month, or a day of it.
package struct RevisionDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    /// Nil when only the month is stated.
    package let day: Int?

    package init(year: Int, month: Int, day: Int? = nil) {
        precondition((1...12).contains(month), "a year has twelve months")
        self.year = year
        self.month = month
        self.day = day
    }

    /// Parses `2026-03` or `2026-03-15`; nil for anything else and for days the calendar does not have.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int(part) : nil }
        guard numbers.count == parts.count, (2000...2999).contains(numbers[0]), (1...12).contains(numbers[1])
        else { return nil }
        year = numbers[0]
        month = numbers[1]
        day = numbers.count == 3 ? numbers[2] : nil
        if let day, !(1...Self.days(inMonth: month, of: year)).contains(day) { return nil }
    }

    package static func < (left: RevisionDate, right: RevisionDate) -> Bool {
        (left.year, left.month, left.day ?? 0) < (right.year, right.month, right.day ?? 0)
    }

    /// As it stands in tables: `2026-03`.
    package var description: String {
        let parts = [month, day].compactMap { $0 }.map { $0 < 10 ? "0\($0)" : "\($0)" }
        return ([String(year)] + parts).joined(separator: "-")
    }

    /// As people write it: `March 2026`, `15 March 2026`; `tháng 3 năm 2026`, `ngày 15 tháng 3 năm 2026`.
    package func formatted(in language: Language) -> String {
        switch language {
        case .english:
            let month = "\(Self.englishMonths[month - 1]) \(year)"
            return day.map { "\($0) \(month)" } ?? month
        case .vietnamese:
            let month = "tháng \(month) năm \(year)"
            return day.map { "ngày \($0) \(month)" } ?? month
        }
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
