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
        #expect(record.rows[0].recipients == ["Stripe", "VietQR VN", "eSIM Access", "Airalo"])
        #expect(record.rows[0].transfers.count == 3)
        #expect(record.rows[0].limits.count == record.rows[0].data.count)
    }

    @Test func `only cookies for analytics have to be asked for`() throws {
        let shop = CookiePanel(try .committed(), in: .english)
        let small = CookiePanel(try SmallPolicy.policy(), in: .english)

        #expect(shop.rows.filter(\.asksFirst).map(\.name) == ["analytics"])
        #expect(shop.rows.last?.lifetime == "24 hours")
        #expect(shop.asksFirst)
        #expect(shop.question.hasPrefix("We would learn"))
        #expect(!small.asksFirst)
        #expect(small.rows[0].lifetime == "7 days")
    }

    @Test func `another question has another name and the same one the same in every language`() throws {
        let committed = try PolicySource.committed()
        let other = PolicySource(text: committed.text.replacing("lifetime: PT24H", with: "lifetime: PT12H"))
        guard case .passed(let changed) = PolicyCheck.standard.check(other) else {
            Issue.record("the changed policy was refused")
            return
        }
        let (asked, inVietnamese) = (
            CookiePanel(try .committed(), in: .english), CookiePanel(try .committed(), in: .vietnamese)
        )

        #expect(asked.revision == inVietnamese.revision)
        #expect(asked.revision != CookiePanel(changed.policy, in: .english).revision)
        #expect(asked.choiceSeconds == 180 * 86_400)
    }
}
