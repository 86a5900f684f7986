// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing

@Suite("Lengths of time in a policy")
struct CalendarSpanTests {
    @Test(arguments: [
        ("P24M", CalendarSpan(months: 24)), ("P5Y", CalendarSpan(years: 5)), ("P2W", CalendarSpan(days: 14)),
        ("PT24H", CalendarSpan(hours: 24)), ("PT1M", CalendarSpan(minutes: 1)),
        ("P1Y2M3DT4H5M", CalendarSpan(years: 1, months: 2, days: 3, hours: 4, minutes: 5)),
    ])
    func `ISO 8601 durations are read`(text: String, span: CalendarSpan) {
        #expect(CalendarSpan(iso8601: text) == span)
    }

    @Test(arguments: [
        "", "P", "PT", "24M", "P24", "PM", "P1.5Y", "P1YT", "PT1D", "P1H", "P1Y1Y", "P-1D", "p1d", "P1D ",
    ])
    func `anything else is not`(text: String) {
        #expect(CalendarSpan(iso8601: text) == nil)
    }
}
