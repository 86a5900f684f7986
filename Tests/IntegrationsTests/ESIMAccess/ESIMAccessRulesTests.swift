// SPDX-License-Identifier: Apache-2.0

import Commerce
import TestKit
import Testing
import Values

@testable import Integrations

@Suite("Speaking eSIM Access's language")
struct ESIMAccessRulesTests {
    /// The example of the vendor's reference.
    @Test func `the published signature comes out the same`() {
        let signature = ESIMAccessSignature.make(
            timestamp: "1628670421", requestID: "4ce9d9cdac9e4e17b3a2c66c358c1ce2", accessCode: "11111",
            secretKey: "1111", body: [UInt8]("{\"imsi\":\"326543826\"}".utf8))

        #expect(signature == "7eb765e27df5373dea2dbc8c41a7d9557743e46c8054750f3d851b3fd01d0835")
    }

    private func meaning(_ status: Int, _ body: String) -> String {
        switch ESIMAccessAnswer<OrderReceipt>(status: status, body: [UInt8](body.utf8)) {
        case .object(let receipt): receipt.orderNo
        case .allocating: "allocating"
        case .refused(let refusal): refusal.code
        case .notTaken: "not-taken"
        case .unreachable: "unreachable"
        }
    }

    @Test func `success is understood as a boolean and as a text`() {
        #expect(meaning(200, "{\"success\":true,\"errorCode\":null,\"obj\":{\"orderNo\":\"B1\"}}") == "B1")
        #expect(meaning(200, "{\"success\":\"true\",\"obj\":{\"orderNo\":\"B1\"}}") == "B1")
    }

    @Test(arguments: [
        ("200007", "no-balance"), ("200011", "out-of-stock"), ("200005", "price-changed"),
        ("200006", "price-changed"), ("310241", "unknown-package"), ("310272", "unknown-profile"),
        ("200002", "wrong-state"), ("200010", "allocating"), ("900001", "unreachable"), ("000001", "unreachable"),
        ("101003", "supplier:101003"), ("101002", "supplier:101002"), ("000105", "supplier:000105"),
    ])
    func `each code of theirs is one answer of ours`(code: String, expected: String) {
        let body = "{\"success\":false,\"errorCode\":\"\(code)\",\"errorMsg\":\"text\",\"obj\":null}"

        #expect(meaning(200, body) == expected)
    }

    @Test func `what cannot be read counts as no answer`() {
        #expect(meaning(200, "<html>") == "unreachable")
        #expect(meaning(200, "{\"success\":true,\"obj\":{}}") == "unreachable")
        #expect(meaning(503, "") == "unreachable")
        #expect(meaning(429, "") == "not-taken")
        #expect(meaning(403, "") == "supplier:http-403")
    }

    @Test(arguments: [
        ("GOT_RESOURCE", "RELEASED", EsimState.ready), ("GOT_RESOURCE", "DOWNLOAD", .ready),
        ("GOT_RESOURCE", "INSTALLATION", .installed), ("GOT_RESOURCE", "ENABLED", .installed),
        ("IN_USE", "ENABLED", .inUse), ("USED_UP", "ENABLED", .usedUp), ("USED_EXPIRED", "ENABLED", .expired),
        ("UNUSED_EXPIRED", "RELEASED", .expired), ("SUSPENDED", "ENABLED", .suspended),
        ("CANCEL", "RELEASED", .cancelled), ("REVOKED", "DELETED", .revoked),
        ("REVOKE", "DELETED", .revoked),
    ])
    func `their pair of states is one state of ours`(plan: String, profile: String, state: EsimState) throws {
        #expect(try supplied(plan, profile)?.status.state == state)
    }

    @Test func `a profile in a state nobody has heard of is not shown`() throws {
        #expect(try supplied("TELEPORTED", "RELEASED") == nil)
    }

    @Test func `a state nobody has heard of is said by name and keeps no other profile back`() throws {
        let strange = try profile("TELEPORTED <b>", "RELEASED")
        let known = try profile("IN_USE", "ENABLED")

        guard case .refused(.other("state-TELEPORTEDb")) = ESIMAccessSupply.reading([strange]) else {
            Issue.record("not said")
            return
        }
        guard case .profiles(let profiles) = ESIMAccessSupply.reading([strange, known]) else {
            Issue.record("kept back")
            return
        }
        #expect(profiles.count == 1)
    }

    @Test(arguments: ["CREATE", "PAYING", "PAID", "GETTING_RESOURCE"])
    func `a profile that is being made is waited for`(state: String) throws {
        guard case .allocating = ESIMAccessSupply.reading([try profile(state, "", code: "null")]) else {
            Issue.record("not waited for")
            return
        }
    }

    @Test func `an eSIM nobody has used has no end yet`() throws {
        #expect(try supplied("GOT_RESOURCE", "RELEASED")?.status.expiresAt == nil)
        let end = try #require(try supplied("IN_USE", "ENABLED")?.status.expiresAt)
        #expect("\(end)" == "2026-03-08T08:00:00Z")
    }

    private func supplied(_ plan: String, _ profile: String) throws -> SuppliedProfile? {
        try self.profile(plan, profile).supplied
    }

    private func profile(
        _ plan: String, _ profile: String, code: String = "\"LPA:1$s$m\""
    ) throws -> ESIMAccessProfile {
        let list = """
            {"success":true,"obj":{"esimList":[{"esimTranNo":"1","orderNo":"B1","iccid":"8910","ac":\(code),
             "smdpStatus":"\(profile)","esimStatus":"\(plan)","totalVolume":1073741824,"orderUsage":1024,
             "expiredTime":"2026-03-08T08:00:00+0000"}]}}
            """
        guard case .object(let found) = ESIMAccessAnswer<ProfileList>(status: 200, body: [UInt8](list.utf8)) else {
            throw CancellationError()
        }
        return try #require(found.esimList.first)
    }

    @Test func `eight calls a second go out, the ninth waits for the first to be a second old`() async throws {
        let pace = RequestPace(limit: 3, per: .milliseconds(200))
        let start = ContinuousClock.now

        for _ in 0..<3 { try await pace.turn() }
        let free = ContinuousClock.now - start
        try await pace.turn()
        let waited = ContinuousClock.now - start

        #expect(free < .milliseconds(150))
        #expect(waited >= .milliseconds(200))
    }
}
