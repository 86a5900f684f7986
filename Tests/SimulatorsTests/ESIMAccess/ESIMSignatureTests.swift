// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing
import Values

@testable import Simulators

@Suite("Who may call eSIM Access")
struct ESIMSignatureTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    @Test func `the published request has the published signature`() {
        let signature = ESIMSignature.make(
            timestamp: "1628670421", requestID: "4ce9d9cdac9e4e17b3a2c66c358c1ce2", accessCode: "11111",
            body: Array(#"{"imsi":"326543826"}"#.utf8), secretKey: "1111")

        #expect(signature == "7eb765e27df5373dea2dbc8c41a7d9557743e46c8054750f3d851b3fd01d0835")
    }

    @Test(arguments: [
        ("sampan-world-secret-key", 0, nil), ("another", 0, "101003"),
        ("sampan-world-secret-key", 301_000, "101001"),
    ])
    func `a signature is checked when it is there`(key: String, late: Int64, code: String?) async {
        let timestamp = String(world.clock.now().milliseconds - late)
        let signature = ESIMSignature.make(
            timestamp: timestamp, requestID: "r-1", accessCode: "sampan-world-access-code", body: Array("{}".utf8),
            secretKey: key)

        let answer = await world.send(
            .post, "/esim-access/api/v1/open/balance/query", body: "{}",
            headers: [
                "RT-AccessCode": "sampan-world-access-code", "RT-Timestamp": timestamp, "RT-RequestID": "r-1",
                "RT-Signature": signature,
            ])

        #expect(answer.status == 200)
        #expect(answer.json["success"]?.bool == (code == nil))
        #expect(code == nil || answer.json["errorCode"]?.string == code)
    }

    @Test func `without the access code, with a wrong one or without JSON nothing is done`() async {
        let address = "/esim-access/api/v1/open/balance/query"
        let none = await world.send(.post, address, body: "{}")
        let wrong = await world.send(.post, address, body: "{}", headers: ["RT-AccessCode": "guess"])
        let text = await world.send(
            .post, address, body: "hello", headers: ["RT-AccessCode": "sampan-world-access-code"])

        #expect(none.json["errorCode"] == "000101")
        #expect(wrong.json["errorCode"] == "000102")
        #expect(text.json["errorCode"] == "000104")
    }
}
