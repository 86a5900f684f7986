// SPDX-License-Identifier: Apache-2.0

import Commerce
import Integrations
import TestKit
import Testing
import Values

@Suite("Reading Airalo's webhooks")
struct AiraloCallbackTests {
    let reader = AiraloCallbacks(account: AiraloAccount(clientID: "id", clientSecret: "secret"))

    private func verdict(_ text: String, signedWith secret: String? = "secret", method: String = "POST")
        -> CallbackVerdict
    {
        let body = [UInt8](text.utf8)
        let headers = secret.map { [(name: "Airalo-Signature", value: AiraloSignature.make(body, secret: $0))] } ?? []
        return reader.verify(CallbackDelivery(method: method, headers: headers, body: body), at: .testTime)
    }

    private func events(_ verdict: CallbackVerdict) -> [String]? {
        if case .genuine(let messages) = verdict { messages.map(\.event) } else { nil }
    }

    private func report(_ text: String) throws -> SupplyReport? {
        if case .supply(let report) = try reader.read([UInt8](text.utf8)) { report } else { nil }
    }

    @Test func `what is signed is taken, and known again when it comes twice`() throws {
        let text = #"{"level":"75%","iccid":"8910"}"#

        let first = try #require(events(verdict(text)))

        #expect(first == events(verdict(text)) && first.count == 1)
        #expect(events(verdict(#"{"level":"90%","iccid":"8910"}"#)) != first)
    }

    @Test func `what is signed by somebody else, or by nobody, is turned away`() {
        #expect(events(verdict("{}", signedWith: "another")) == nil)
        #expect(events(verdict("{}", signedWith: nil)) == nil)
        #expect(events(verdict("{}", method: "GET")) == nil)
        #expect(events(verdict("not JSON")) == nil)
    }

    @Test func `whoever opts in is answered with 200`() {
        guard case .asks(let answer) = verdict("", signedWith: nil, method: "HEAD") else {
            Issue.record("not answered")
            return
        }
        #expect(answer.status == 200)
        #expect(reader.answer(to: CallbackDelivery(headers: [], body: []), .stored([])).status == 200)
    }

    @Test func `a finished order, little data and little money each lead to a question of ours`() throws {
        let order = try #require(try report(#"{"request_id":"abc","id":7,"description":"T-1","sims":[]}"#))
        #expect(order.subject == .allocation && order.reference == "abc" && order.transaction == "T-1")
        let failed = try #require(try report(#"{"request_id":"abc","reason":"Insufficient stock"}"#))
        #expect(failed.subject == .allocation && failed.reference == "abc")
        let low = try #require(
            try report(#"{"level":"3days","package_name":"x","remaining_percentage":43,"iccid":"8712"}"#))
        #expect(low.subject == .usage && low.profile == "8712")
        let credit = try report(#"{"message":"Surpassed 80% of the credit limit balance","remaining":225.35}"#)
        #expect(credit?.subject == .balance)
        #expect(try report(#"{"something":"else"}"#) == nil)
    }
}
