// SPDX-License-Identifier: Apache-2.0

import Policy
import TestKit
import Testing
import Values

@Suite("The record of processing and the cookie panel")
struct RecordTests {
    @Test(arguments: Language.allCases)
    func `each purpose has its row, with people, data, recipients, transfers and limits`(language: Language) throws {
        let policy = try Policy.committed()

        let record = RecordOfProcessing(policy, in: language)

        #expect(record.controller == "Vietnam Connect")
        #expect(record.contact == "support@vietnamconnect.com")
        #expect(record.security.count == 4)
        #expect(record.rows.count == policy.declarations.purposes.count)
        #expect(record.rows[0].recipients == ["Stripe", "VietQR VN", "eSIM Access"])
        #expect(record.rows[0].transfers.count == 2)
        #expect(record.rows[0].limits.count == record.rows[0].data.count)
    }

    @Test func `only cookies for analytics have to be asked for`() throws {
        let today = CookiePanel(try .committed(), in: .english)
        let tomorrow = CookiePanel(
            try SmallPolicy.policy(replacing: "need: essential", with: "need: analytics"), in: .english)

        #expect(today.rows.map(\.name) == ["visitor", "flash", "staff-session", "cart"])
        #expect(!today.asksFirst)
        #expect(tomorrow.asksFirst)
        #expect(tomorrow.rows[0].lifetime == "7 days")
    }
}
