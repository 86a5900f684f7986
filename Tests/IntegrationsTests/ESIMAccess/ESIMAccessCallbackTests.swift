// SPDX-License-Identifier: Apache-2.0

import Commerce
import Integrations
import TestKit
import Testing
import Values

@Suite("Reading eSIM Access's notifications")
struct ESIMAccessCallbackTests {
    let reader = ESIMAccessCallbacks(
        account: ESIMAccessAccount(accessCode: "a", secretKey: "k", webhookSecret: "path-secret"))

    private func notification(_ type: String, id: String? = "n1") -> [UInt8] {
        let identity = id.map { "\"notifyId\":\"\($0)\"," } ?? ""
        return [UInt8](
            """
            {"notifyType":"\(type)",\(identity)"eventGenerateTime":"2026-03-01T08:00:00Z",
             "content":{"orderNo":"B1","transactionId":"T1","iccid":"8910","remain":1}}
            """.utf8)
    }

    private func verdict(
        _ body: [UInt8], secret: String? = "path-secret", sender: String? = "3.1.131.226"
    ) -> CallbackVerdict {
        reader.verify(CallbackDelivery(headers: [], body: body, pathSecret: secret, sender: sender), at: .testTime)
    }

    private func events(_ verdict: CallbackVerdict) -> [String]? {
        if case .genuine(let messages) = verdict { messages.map(\.event) } else { nil }
    }

    @Test func `a notification on the secret path from a listed sender is taken`() {
        #expect(events(verdict(notification("ORDER_STATUS"))) == ["n1"])
    }

    @Test func `strangers are turned away`() {
        let body = notification("ORDER_STATUS")

        #expect(events(verdict(body, secret: nil)) == nil)
        #expect(events(verdict(body, secret: "path-secre")) == nil)
        #expect(events(verdict(body, sender: "203.0.113.9")) == nil)
        #expect(events(verdict(body, sender: nil)) == nil)
        #expect(events(verdict([UInt8]("{}".utf8))) == nil)
    }

    @Test func `the health check is answered and not stored`() {
        #expect(events(verdict(notification("CHECK_HEALTH"))) == [])
    }

    @Test func `a notification without an id is known by its bytes`() throws {
        let first = try #require(events(verdict(notification("ORDER_STATUS", id: nil)))?.first)
        let again = try #require(events(verdict(notification("ORDER_STATUS", id: nil)))?.first)
        let other = try #require(events(verdict(notification("ESIM_STATUS", id: nil)))?.first)

        #expect(first == again)
        #expect(first != other)
    }

    @Test(arguments: [
        ("ORDER_STATUS", SupplyReport.Subject.allocation), ("SMDP_EVENT", .state), ("ESIM_STATUS", .state),
        ("DATA_USAGE", .usage), ("VALIDITY_USAGE", .usage),
    ])
    func `each kind points at what to ask about`(type: String, subject: SupplyReport.Subject) throws {
        guard case .supply(let report) = try reader.read(notification(type)) else {
            Issue.record("not read as supply")
            return
        }
        #expect(report.subject == subject)
        #expect(report.reference == "B1")
        #expect(report.transaction == "T1")
    }

    @Test(arguments: ["{}", "null", "{\"iccid\":\"8910\"}", "{\"orderNo\":7}"])
    func `one that names no order cannot be read`(content: String) {
        let body = [UInt8]("{\"notifyType\":\"ORDER_STATUS\",\"notifyId\":\"n1\",\"content\":\(content)}".utf8)

        #expect(throws: (any Error).self) { try reader.read(body) }
    }

    @Test func `a kind to come is left alone`() throws {
        guard case .nothing = try reader.read(notification("NEW_KIND")) else {
            Issue.record("read as something")
            return
        }
    }
}
