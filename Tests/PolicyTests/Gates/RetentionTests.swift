// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import TestKit
import Testing
import Values

@Suite("When a term is over")
struct RetentionTests {
    static let zones = [TimeZone.gmt, TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt]
    static let spans = ["P24M", "P6M", "P1M", "P1Y", "PT24H", "P0D"].compactMap(CalendarSpan.init(iso8601:))

    @Test(arguments: spans, zones)
    func `what is over has ended, and the next day's has not`(span: CalendarSpan, zone: TimeZone) {
        let retention = retention(.span(span))
        for day in 0..<800 {
            let now = Instant.testTime + .hours(day * 25)

            let start = retention.latestEndedStart(at: now, in: zone)

            #expect(retention.end(from: start, in: zone) <= now)
            #expect(retention.end(from: start + .days(1), in: zone) > now)
        }
    }

    @Test(arguments: zones)
    func `a term of whole years ends with the year, where the books are kept`(zone: TimeZone) throws {
        let retention = retention(.yearEnd(years: 10))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let newYear = Instant(try #require(calendar.date(from: DateComponents(year: 2037, month: 1, day: 1))))
        let sale = Instant(try #require(calendar.date(from: DateComponents(year: 2026, month: 12, day: 31, hour: 23))))

        #expect(sale > retention.latestEndedStart(at: newYear - .milliseconds(1), in: zone))
        #expect(sale <= retention.latestEndedStart(at: newYear, in: zone))
        #expect(retention.end(from: sale, in: zone) == newYear)
        #expect(retention.lastYear(from: sale, in: zone) == 2036)
    }

    @Test func `a term that counts from what the program never notices is refused at its line`() {
        let problems = SmallPolicy.problems(
            replacing: "", with: "", countable: [.order: [.collected, .serviceEnded], .esimProfile: [.sale]])

        #expect(
            problems.map { $0.split(separator: " ", maxSplits: 1).last ?? "" } == [
                "When `sale` was, the program does not know of `order`. Use one of: `collected`, `service-ended`."
            ])
    }

    private func retention(_ period: Retention.Period) -> Retention {
        Retention(
            category: .order, period: period, start: .collected, words: Wording(vietnamese: "vì", english: "because"))
    }
}
