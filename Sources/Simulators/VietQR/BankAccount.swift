// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// The shop's bank account with everything that moved on it, and VietQR.vn, which reports it to the shop.
actor BankAccount {
    struct Movement: Sendable {
        /// The bank's own number.
        let reference: String
        let id: String
        let at: Instant
        let amount: Int64
        let content: String
        let payer: String
        let payerAccount: String
        let isReported: Bool
    }

    let configuration: WorldConfiguration.VietQR
    private let clock: any WallClock
    private let webhooks: Webhooks
    private(set) var movements: [Movement] = []

    init(configuration: WorldConfiguration.VietQR, clock: any WallClock, webhooks: Webhooks) {
        self.configuration = configuration
        self.clock = clock
        self.webhooks = webhooks
    }

    /// Books a transfer. Unreported, it stands in the statement alone, as when the bank's line to VietQR.vn is down.
    func receive(
        _ amount: Int64, content: String, from payer: String, account: String = "0987000111222", isReported: Bool = true
    ) async -> Movement {
        let movement = Movement(
            reference: "FT" + Token.make(14, of: Token.digits), id: UUID().uuidString.lowercased(), at: clock.now(),
            amount: amount, content: Self.asBanksWrite(content), payer: payer, payerAccount: account,
            isReported: isReported)
        movements.append(movement)
        if isReported { await report(movement) }
        return movement
    }

    /// The same movement once more; false when there is no such.
    func reportAgain(_ reference: String) async -> Bool {
        guard let movement = movements.last(where: { $0.reference == reference }) else { return false }
        await report(movement)
        return true
    }

    func reset() { movements = [] }

    private func report(_ movement: Movement) async {
        guard let base = configuration.callbackBase else { return }
        await webhooks.post(
            WebhookNotice(
                url: base + "/bank/api/transaction-sync", type: "transaction-sync",
                style: .vietQR(base: base, username: configuration.username, password: configuration.password),
                payload: payload(of: movement)))
    }

    /// Spelled as on the wire (api.vietqr.vn, "API Transaction Sync").
    private func payload(of movement: Movement) -> JSON {
        [
            "transactionid": .string(movement.id), "transactiontime": .integer(movement.at.milliseconds),
            "referencenumber": .string(movement.reference), "amount": .integer(movement.amount),
            "content": .string(movement.content), "bankaccount": .string(configuration.accountNumber), "orderId": "",
            "sign": "", "terminalCode": "", "urlLink": "", "serviceCode": "", "subTerminalCode": "", "transType": "C",
        ]
    }

    /// Accents gone, punctuation gone, words of their own around it.
    private static func asBanksWrite(_ content: String) -> String {
        let plain = content.folding(options: .diacriticInsensitive, locale: nil).replacing("đ", with: "d")
            .filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
        return "MBVCB.\(Token.make(10, of: Token.digits)).\(plain).CT tu 0987000111222"
    }

    /// As the bank exports it.
    var statement: String {
        let rows = movements.map { movement -> String in
            let day = movement.at.description.prefix(10).split(separator: "-").reversed().joined(separator: "/")
            let time = movement.at.description.dropFirst(11).prefix(8)
            return "\(day) \(time),\(movement.reference),,\"\(Amount.grouped(movement.amount))\","
                + "\"\(movement.content)\",\(movement.payer),\(movement.payerAccount)"
        }
        return
            (["Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung,Tên đối ứng,TK đối ứng"] + rows)
            .joined(separator: "\n") + "\n"
    }
}
