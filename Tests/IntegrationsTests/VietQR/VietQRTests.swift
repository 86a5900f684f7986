// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Integrations
import Policy
import Testing
import Values

@Suite("VietQR")
struct VietQRTests {
    private let account = VietQRAccount(
        bankBIN: "970436", bankName: "Vietcombank", accountNumber: "0000686868", holder: "SHOP", username: "vietqr",
        password: "secret")
    private let now = Instant(milliseconds: 1_795_000_000_000)

    @Test(arguments: [
        ("123456789", "29B1"),
        (
            "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304",
            "2E2E"
        ),
        (
            "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304", "F4E5"
        ),
    ])
    func `checksums are those of NAPAS's own examples`(text: String, checksum: String) {
        #expect(VietQRCode.checksum(of: text) == checksum)
    }

    @Test func `a code holds account, amount and reference, field by field`() throws {
        let code = try #require(
            VietQRCode(bankBIN: "970403", accountNumber: "0011012345678", amount: 180_000, reference: "VC7K3M92QF"))

        #expect(
            code.text.hasPrefix(
                "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN6228"
                    + "0110VC7K3M92QF0810VC7K3M92QF6304"))
    }

    @Test(arguments: [
        ("97043", "1", 1, "A"), ("970436", "", 1, "A"), ("970436", "12345678901234567890", 1, "A"),
        ("970436", "1", 0, "A"),
        ("970436", "1", 1, ""), ("970436", "1", 1, "chuyển"), ("970436", "1", 1, String(repeating: "A", count: 26)),
    ])
    func `what a field cannot hold makes no code`(bank: String, account: String, amount: Int64, reference: String) {
        #expect(VietQRCode(bankBIN: bank, accountNumber: account, amount: amount, reference: reference) == nil)
    }

    @Test func `a token is given for name and password, and lets a movement in for five minutes`() throws {
        let reader = VietQRCallbacks(account: account)
        let token = try #require(self.token(of: reader))

        #expect(isGenuine(reader, movement(token), after: .seconds(299)))
        #expect(!isGenuine(reader, movement(token), after: .seconds(301)))
        #expect(!isGenuine(reader, movement(token + "0")))
        #expect(!isGenuine(reader, movement("")))
        #expect(self.token(of: reader, password: "wrong") == nil)
    }

    @Test func `another account and an unreadable body are told so and not stored`() throws {
        let reader = VietQRCallbacks(account: account)
        let token = try #require(self.token(of: reader))
        for (body, code) in [
            (#"{"bankaccount":"1","amount":1,"transType":"C","referencenumber":"F"}"#, "E77"), ("{}", "E46"),
        ] {
            let delivery = movement(token, body: body)
            guard case .refused(let reason) = reader.verify(delivery, at: now) else {
                Issue.record("taken: \(body)")
                continue
            }
            let answer = reader.answer(to: delivery, .refused(reason: reason))
            #expect(answer.status == 400 && answer.body.contains(code))
        }
    }

    @Test func `money that came in becomes a transfer, money that left does not`() throws {
        let reader = VietQRCallbacks(account: account)

        guard case .transfer(let transfer) = try reader.read(Array(Self.body.utf8)) else { throw CancellationError() }
        let left = try reader.read(Array(Self.body.replacing(#""transType":"C""#, with: #""transType":"D""#).utf8))

        #expect(transfer.reference == "FT1" && transfer.amount == Money(minorUnits: 239_000, currency: .vnd))
        #expect(transfer.content == "VC7K3M92QF" && transfer.receivedAt.milliseconds == 1_795_000_000_123)
        guard case .nothing = left else {
            Issue.record("it was taken for an income")
            return
        }
    }

    @Test func `a stored movement is answered as the reference wants it`() throws {
        let reader = VietQRCallbacks(account: account)
        let answer = reader.answer(to: movement(""), .stored([CallbackMessage(event: "FT1\"", body: [])]))

        #expect(answer.status == 200)
        #expect(
            answer.body
                == #"{"error":false,"errorReason":"000","toastMessage":"","object":{"reftransactionid":"FT1"}}"#)
    }

    private static let body =
        #"{"transactionid":"u","transactiontime":1795000000123,"referencenumber":"FT1","amount":239000,"content":"VC7K3M92QF","bankaccount":"0000686868","transType":"C"}"#

    private func movement(_ token: String, body: String = body) -> CallbackDelivery {
        CallbackDelivery(
            path: ["bank", "api", "transaction-sync"], headers: [("Authorization", "Bearer \(token)")],
            body: Array(body.utf8))
    }

    private func token(of reader: VietQRCallbacks, password: String = "secret") -> String? {
        let credentials = Data("vietqr:\(password)".utf8).base64EncodedString()
        let asking = CallbackDelivery(
            path: ["api", "token_generate"], headers: [("authorization", "Basic \(credentials)")], body: [])
        guard case .asks(let answer) = reader.verify(asking, at: now), answer.status == 200 else { return nil }
        return answer.body.split(separator: "\"").dropFirst(2).first { $0.count > 20 }.map(String.init)
    }

    private func isGenuine(_ reader: VietQRCallbacks, _ delivery: CallbackDelivery, after span: Duration = .zero)
        -> Bool
    {
        if case .genuine = reader.verify(delivery, at: now + span) { true } else { false }
    }
}
