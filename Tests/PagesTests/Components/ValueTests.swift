// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pages
import Testing
import Values

@Suite("Writing values")
struct ValueTests {
    @Test(arguments: [
        (Language.vietnamese, "21 tháng 11, 2026", "02:33, 21 tháng 11, 2026"),
        (.english, "21 November 2026", "21 November 2026, 02:33"),
    ])
    func `moments are written as people of the language write them`(language: Language, day: String, moment: String)
        throws
    {
        let sheet = try Samples.sheet(language)
        let instant = Instant(milliseconds: 1_795_228_400_000)

        #expect(sheet.day(instant) == day)
        #expect(sheet.moment(instant) == moment)
        #expect(sheet.time(instant).description.contains("datetime=\"2026-11-21T02:33:20Z\""))
    }

    @Test(arguments: [
        (Int64(0), "0 MB", "0 MB"), (500_000_000, "500 MB", "500 MB"), (1_000_000_000, "1 GB", "1 GB"),
        (2_440_000_000, "2,4 GB", "2.4 GB"), (19_960_000_000, "20 GB", "20 GB"),
    ])
    func `data is counted as plans count it`(bytes: Int64, vietnamese: String, english: String) throws {
        #expect(try Samples.sheet(.vietnamese).dataSize(bytes: bytes) == vietnamese)
        #expect(try Samples.sheet(.english).dataSize(bytes: bytes) == english)
    }

    @Test func `one day is not many`() throws {
        let sheet = try Samples.sheet(.english)

        #expect(sheet.days(1) == "1 day")
        #expect(sheet.days(30) == "30 days")
        #expect(try Samples.sheet(.vietnamese).days(1) == "1 ngày")
    }
}
