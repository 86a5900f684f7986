// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Crypto
import Foundation
import Policy
package import Values

/// Takes in what VietQR.vn reports of the account (api.vietqr.vn, "API VietQR Callback", read 2026-11-21): it asks for a token at
/// `…/api/token_generate` with the name and password we gave it, and posts each movement to `…/bank/api/transaction-sync`.
///
/// It repeats up to ten times, five of them within the first minute, until it is answered `"error": false`.
package struct VietQRCallbacks: CallbackReader {
    package let provider = "vietqr"
    private let account: VietQRAccount
    private let tokens: VietQRTokens

    package init(account: VietQRAccount) {
        self.account = account
        tokens = VietQRTokens(account: account)
    }

    package func verify(_ delivery: CallbackDelivery, at now: Instant) -> CallbackVerdict {
        guard delivery.method == "POST" else { return .refused(reason: "no POST") }
        switch delivery.path {
        case ["api", "token_generate"]:
            guard tokens.accepts(credentials: delivery.header("authorization")) else {
                return .asks(CallbackAnswer(status: 401, body: #"{"error":"Invalid credentials"}"#))
            }
            let token = tokens.make(at: now)
            return .asks(
                CallbackAnswer(
                    status: 200,
                    body:
                        #"{"access_token":"\#(token)","token_type":"Bearer","expires_in":\#(VietQRTokens.lifetimeSeconds)}"#
                ))
        case ["bank", "api", "transaction-sync"]: return movement(delivery, at: now)
        default: return .refused(reason: "no such address")
        }
    }

    private func movement(_ delivery: CallbackDelivery, at now: Instant) -> CallbackVerdict {
        guard tokens.accepts(bearer: delivery.header("authorization"), at: now) else {
            return .refused(reason: Refusal.token)
        }
        // Unreadable: told so, and not stored.
        guard let movement = try? VietQRMovement(delivery.body) else { return .refused(reason: Refusal.body) }
        guard movement.bankaccount == account.accountNumber else { return .refused(reason: Refusal.account) }
        guard movement.amount > 0 else { return .refused(reason: Refusal.amount) }
        return .genuine([CallbackMessage(event: movement.event, body: delivery.body)])
    }

    private enum Refusal {
        static let token = "token invalid or expired"
        static let body = "body unreadable"
        static let account = "another account"
        static let amount = "no amount"
    }

    /// The codes are VietQR.vn's own for the same troubles ("Error codes").
    package func answer(to delivery: CallbackDelivery, _ reception: CallbackReception) -> CallbackAnswer {
        switch reception {
        case .stored(let messages):
            let reference = messages.first?.event ?? ""
            let safe = reference.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            return CallbackAnswer(
                status: 200,
                body:
                    #"{"error":false,"errorReason":"000","toastMessage":"","object":{"reftransactionid":"\#(safe)"}}"#)
        case .refused(Refusal.token): return refusal(401, "E74")
        case .refused(Refusal.account): return refusal(400, "E77")
        case .refused(Refusal.amount): return refusal(400, "E02")
        case .refused: return refusal(400, "E46")
        }
    }

    private func refusal(_ status: Int, _ code: String) -> CallbackAnswer {
        CallbackAnswer(
            status: status, body: #"{"error":true,"errorReason":"\#(code)","toastMessage":"","object":null}"#)
    }

    package func read(_ body: [UInt8]) throws -> CallbackMeaning {
        let movement = try VietQRMovement(body)
        // What leaves the account pays nobody's order.
        guard movement.transType.uppercased() == "C" else { return .nothing }
        return .transfer(
            IncomingTransfer(
                source: account.recipient, reference: movement.event,
                amount: Money(minorUnits: movement.amount, currency: .vnd), content: movement.content, payer: nil,
                receivedAt: movement.time))
    }
}

extension CallbackDelivery {
    fileprivate func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
}

/// One movement of the account, spelled as on the wire.
struct VietQRMovement: Decodable {
    let bankaccount: String
    let amount: Int64
    /// `C` for money that came in, `D` for money that left.
    let transType: String
    let content: String
    let transactionid: String?
    /// The bank's own number.
    let referencenumber: String?
    /// Milliseconds or seconds since 1970.
    let transactiontime: Int64?

    enum CodingKeys: String, CodingKey {
        case bankaccount, bankAccount, amount, transType, content, transactionid, transactionId, referencenumber
        case referenceNumber, transactiontime, transactionTime
    }

    /// Some versions of the reference write `bankAccount` and `referenceNumber`, and numbers as texts.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ names: CodingKeys...) throws -> String? {
            for name in names {
                if let text = try? fields.decode(String.self, forKey: name), !text.isEmpty { return text }
                if let number = try? fields.decode(Int64.self, forKey: name) { return String(number) }
            }
            return nil
        }
        guard let bankaccount = try text(.bankaccount, .bankAccount),
            let amount = try text(.amount).flatMap({ Int64($0) }), let transType = try text(.transType)
        else { throw MovementIncomplete() }
        self.bankaccount = bankaccount
        self.amount = amount
        self.transType = transType
        content = try text(.content) ?? ""
        transactionid = try text(.transactionid, .transactionId)
        referencenumber = try text(.referencenumber, .referenceNumber)
        transactiontime = try text(.transactiontime, .transactionTime).flatMap { Int64($0) }
        guard referencenumber ?? transactionid != nil else { throw MovementIncomplete() }
    }

    init(_ body: [UInt8]) throws { self = try JSONDecoder().decode(VietQRMovement.self, from: Data(body)) }

    /// The number by which the same movement is known again.
    var event: String { String((referencenumber ?? transactionid ?? "").prefix(120)) }

    var time: Instant {
        let time = transactiontime ?? 0
        return Instant(milliseconds: time > 100_000_000_000 ? time : time * 1000)
    }
}

struct MovementIncomplete: Error {}
