// SPDX-License-Identifier: Apache-2.0

/// How long a category is kept, counted from an event in its life.
package struct Retention: Hashable, Sendable {
    package enum Period: Hashable, Sendable {
        /// An ISO 8601 duration: `P24M`, `PT24H`.
        case span(CalendarSpan)
        /// Until that many years after the end of the year in which it began: `year-end + 10 years`.
        case yearEnd(years: Int)
    }

    /// What the period is counted from.
    package enum Start: String, Sendable, CaseIterable {
        case collected
        case sale
        case serviceEnded = "service-ended"
        case requestClosed = "request-closed"
        case employmentEnded = "employment-ended"
    }

    package let category: Category
    package let period: Period
    package let start: Start
    /// The law that makes us keep it even when its person is erased; nil when nothing does.
    package let hold: HoldBasis?
    /// Why this long.
    package let words: Wording

    package var isHold: Bool { hold != nil }

    package init(category: Category, period: Period, start: Start, hold: HoldBasis? = nil, words: Wording) {
        self.category = category
        self.period = period
        self.start = start
        self.hold = hold
        self.words = words
    }

    /// What an undeclared category gets: no time at all.
    static func none(of category: Category) -> Retention {
        Retention(
            category: category, period: .span(CalendarSpan()), start: .collected,
            words: Wording(vietnamese: "Không thu thập.", english: "Not collected."))
    }
}
