// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import TestKit
import Testing
import Values

@Suite("When something has been kept long enough")
struct RetentionEndTests {
    private let hanoi = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt

    private func instant(_ text: String) throws -> Instant {
        Instant(try Date(text, strategy: .iso8601))
    }

    private func retention(_ period: Retention.Period) -> Retention {
        Retention(category: .order, period: period, start: .sale, words: Wording(vietnamese: "", english: ""))
    }

    @Test(arguments: [
        (CalendarSpan(months: 24), "2026-03-01T08:00:00Z", "2028-03-01T08:00:00Z"),
        (CalendarSpan(months: 1), "2026-01-31T08:00:00Z", "2026-02-28T08:00:00Z"),
        (CalendarSpan(hours: 24), "2026-01-31T08:00:00Z", "2026-02-01T08:00:00Z"),
    ])
    func `a span ends on the same day of a later month, or on its last`(
        span: CalendarSpan, start: String, end: String
    ) throws {
        #expect(retention(.span(span)).end(from: try instant(start), in: hanoi) == (try instant(end)))
    }

    @Test func `ten years from the end of the year end with the tenth year, by the business's calendar`() throws {
        let law = retention(.yearEnd(years: 10))
        // New Year's morning in Hanoi, still the old year in London.
        let sale = try instant("2026-12-31T18:00:00Z")

        #expect(law.lastYear(from: sale, in: hanoi) == 2037)
        #expect(law.lastYear(from: sale, in: .gmt) == 2036)
        #expect(law.end(from: sale, in: hanoi) == (try instant("2037-12-31T17:00:00Z")))
    }
}
