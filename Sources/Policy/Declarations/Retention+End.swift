// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

extension Retention {
    /// When what began at `start` has to be gone, by the calendar of `zone`.
    package func end(from start: Instant, in zone: TimeZone) -> Instant {
        switch period {
        case .span(let span):
            return Instant(Calendar.gregorian(in: zone).adding(span, to: start.date))
        case .yearEnd:
            let newYear = DateComponents(year: lastYear(from: start, in: zone) + 1, month: 1, day: 1)
            return Instant(Calendar.gregorian(in: zone).date(from: newYear) ?? .distantFuture)
        }
    }

    /// The latest moment such that what began then, or earlier, has to be gone at `now`.
    package func latestEndedStart(at now: Instant, in zone: TimeZone) -> Instant {
        let calendar = Calendar.gregorian(in: zone)
        switch period {
        case .span(let span):
            // Months differ in length, so that going back and forth may miss by days.
            var start = Instant(calendar.adding(span.reversed, to: now.date))
            while end(from: start, in: zone) > now { start = start - .days(1) }
            while end(from: start + .days(1), in: zone) <= now { start = start + .days(1) }
            return start
        case .yearEnd(let years):
            let newYear = DateComponents(year: now.year(in: zone) - years, month: 1, day: 1)
            return Instant(calendar.date(from: newYear) ?? .distantPast) - .milliseconds(1)
        }
    }

    /// The last calendar year in which it is still kept: the year a hold key is named after.
    package func lastYear(from start: Instant, in zone: TimeZone) -> Int {
        let calendar = Calendar.gregorian(in: zone)
        switch period {
        case .span(let span): return calendar.component(.year, from: calendar.adding(span, to: start.date))
        case .yearEnd(let years): return calendar.component(.year, from: start.date) + years
        }
    }
}

extension Calendar {
    fileprivate static func gregorian(in zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    /// 31 January and a month is the last day of February (Regulation 1182/71 art. 3(2)(c)).
    fileprivate func adding(_ span: CalendarSpan, to date: Date) -> Date {
        let components = DateComponents(
            year: span.years, month: span.months, day: span.days, hour: span.hours, minute: span.minutes)
        return self.date(byAdding: components, to: date) ?? .distantFuture
    }
}
