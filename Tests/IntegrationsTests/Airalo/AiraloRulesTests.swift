// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import TestKit
import Testing
import Values

@testable import Integrations

@Suite("Speaking Airalo's language")
struct AiraloRulesTests {
    /// HMAC-SHA512 of `{"key":"value"}` under `test_secret`, computed apart from this program.
    private static let signature =
        "dbcda7872bdfde3ec60c0fc59c4a448280cfa5f84f31e61728c9157a4b13651ae7b7d294e046095567c67bcdc9ff738110ff69b93402208d9ace15eb9bf137b9"

    @Test func `the known signature comes out the same, over the raw bytes`() {
        let body = [UInt8](#"{"key":"value"}"#.utf8)

        #expect(AiraloSignature.make(body, secret: "test_secret") == Self.signature)
        #expect(AiraloSignature.isGenuine(Self.signature, of: body, secret: "test_secret"))
        let spaced = [UInt8](#"{"key": "value"}"#.utf8)
        #expect(!AiraloSignature.isGenuine(Self.signature, of: spaced, secret: "test_secret"))
        #expect(!AiraloSignature.isGenuine(Self.signature, of: body, secret: "another"))
        #expect(!AiraloSignature.isGenuine(nil, of: body, secret: "test_secret"))
        #expect(!AiraloSignature.isGenuine(AiraloSignature.make(body, secret: ""), of: body, secret: ""))
    }

    private func meaning(_ status: Int, _ body: String) -> String {
        switch AiraloAnswer<AiraloOrder>(status: status, body: [UInt8](body.utf8)) {
        case .object(let order): order.reference
        case .missing: "missing"
        case .refused(let refusal): refusal.code
        case .notTaken: "not-taken"
        case .unclear: "unclear"
        }
    }

    @Test func `an order is read as the vendor writes it`() throws {
        let text = """
            {"data":{"id":9666,"code":"20240514-077670","currency":"USD","package_id":"kallur-digital-7days-1gb",
             "quantity":1,"type":"sim","description":"T-1","esim_type":"Prepaid","validity":7,"data":"1 GB","price":4.5,
             "net_price":3.6,"created_at":"2024-05-14 11:34:59","sims":[{"id":11028,"iccid":"891000000000009125",
             "lpa":"lpa.airalo.com","matching_id":"TEST","qrcode":"LPA:1$lpa.airalo.com$TEST"}]},
             "meta":{"message":"success"}}
            """
        guard case .object(let order) = AiraloAnswer<AiraloOrder>(status: 200, body: [UInt8](text.utf8)) else {
            Issue.record("not read")
            return
        }

        #expect(order.reference == "9666" && order.totalBytes == DataVolume.bytesPerGigabyte && !order.isFailed)
        #expect(order.sims?.map(\.qrcode) == ["LPA:1$lpa.airalo.com$TEST"])
    }

    @Test(arguments: [
        (11, "no-balance"), (33, "out-of-stock"), (34, "out-of-stock"), (13, "supplier:airalo-13"),
        (14, "supplier:airalo-14"), (23, "not-offered"), (43, "supplier:airalo-43"), (53, "unclear"),
        (73, "wrong-state"),
    ])
    func `each code of theirs is one answer of ours`(code: Int, expected: String) {
        #expect(meaning(422, #"{"code":\#(code),"reason":"text"}"#) == expected)
    }

    @Test func `a field that was wrong says what`() {
        func wrong(_ field: String) -> String {
            meaning(422, #"{"data":{"\#(field)":"text"},"meta":{"message":"the parameter is invalid"}}"#)
        }

        #expect(wrong("package_id") == "unknown-package")
        #expect(wrong("quantity") == "out-of-stock")
        #expect(wrong("iccid") == "unknown-profile")
        #expect(wrong("brand_settings_name") == "supplier:field-brand_settings_name")
    }

    @Test func `what certainly did nothing is told from what nobody knows`() {
        #expect(meaning(429, #"{"message":"Too Many Attempts."}"#) == "not-taken")
        #expect(meaning(403, #"{"code":89,"reason":"text"}"#) == "supplier:airalo-89")
        #expect(meaning(404, #"{"data":[],"meta":{}}"#) == "missing")
        for status in [500, 502, 503, 504] { #expect(meaning(status, "") == "unclear") }
        #expect(meaning(200, "<html>") == "unclear")
    }

    @Test(arguments: [
        ("NOT_ACTIVE", EsimState.ready), ("ACTIVE", .inUse), ("FINISHED", .usedUp), ("EXPIRED", .expired),
        ("RECYCLED", .expired),
    ])
    func `usage is megabytes and one of our states`(status: String, expected: EsimState) throws {
        let text = """
            {"remaining":767,"total":2048,"expired_at":"2026-01-01 00:00:00","is_unlimited":false,"status":"\(status)"}
            """
        let found = try JSONDecoder().decode(AiraloUsage.self, from: Data(text.utf8)).esimStatus

        #expect(found?.state == expected)
        #expect(found?.totalBytes == 2 * DataVolume.bytesPerGigabyte)
        #expect(found?.usedBytes == Int64(1_281 * 1_048_576))
    }

    @Test func `a state nobody has heard of is no answer`() throws {
        let text = #"{"remaining":0,"total":0,"expired_at":null,"is_unlimited":null,"status":"UNKNOWN"}"#

        #expect(try JSONDecoder().decode(AiraloUsage.self, from: Data(text.utf8)).esimStatus == nil)
    }

    @Test func `a package costs its net price in ten-thousandths of a dollar`() throws {
        let text = """
            {"id":"change-7days-1gb","type":"sim","price":4.5,"net_price":3.6,"amount":1024,"day":7,"is_unlimited":false}
            """
        let package = try JSONDecoder().decode(AiraloPackage.self, from: Data(text.utf8))

        #expect(
            package.offer
                == SupplierOffer(code: "change-7days-1gb", price: 36_000, bytes: DataVolume.bytesPerGigabyte, days: 7))
    }
}
