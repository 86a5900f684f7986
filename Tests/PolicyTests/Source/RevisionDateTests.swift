// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing
import Values

@Suite("The date of a policy")
struct RevisionDateTests {
    @Test(arguments: [
        ("2026-03", "March 2026", "tháng 3 năm 2026"), ("2026-12-05", "5 December 2026", "ngày 5 tháng 12 năm 2026"),
        ("2028-02-29", "29 February 2028", "ngày 29 tháng 2 năm 2028"),
    ])
    func `a month or a day is read, and written as people do`(text: String, english: String, vietnamese: String) throws
    {
        let date = try #require(RevisionDate(text))

        #expect(date.formatted(in: .english) == english)
        #expect(date.formatted(in: .vietnamese) == vietnamese)
        #expect(date.description == text)
    }

    @Test(arguments: [
        "", "2026", "2026-3", "2026-13", "2026-00", "2026-02-29", "2026-04-31", "26-03", "2026-03-", "March",
    ])
    func `days that the calendar does not have are refused`(text: String) {
        #expect(RevisionDate(text) == nil)
    }

    @Test func `a day of a month is later than the month alone`() throws {
        let month = try #require(RevisionDate("2026-03"))
        let day = try #require(RevisionDate("2026-03-15"))

        #expect(month < day)
        #expect(day < RevisionDate(year: 2026, month: 4))
    }
}
