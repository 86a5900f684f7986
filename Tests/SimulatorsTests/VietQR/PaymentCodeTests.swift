// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Simulators

@Suite("A banking app reading a payment code")
struct PaymentCodeTests {
    private let dynamic =
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E"

    @Test func `NAPAS's example is read`() throws {
        let code = try PaymentCode(dynamic)

        #expect(code.bankBIN == "970403" && code.account == "0011012345678")
        #expect(code.amount == 180_000 && code.content == "thanh toan don hang")
    }

    @Test func `a wrong checksum, a length that runs over the end and another service are refused`() {
        let typo = "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5"
        for text in [String(dynamic.dropLast()) + "F", "0102", typo] {
            #expect(throws: PaymentCode.Unreadable.self) { try PaymentCode(text) }
        }
    }
}
