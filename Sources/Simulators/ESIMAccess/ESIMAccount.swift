// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Values

/// The shop's account at eSIM Access, in memory.
actor ESIMAccount {
    let configuration: WorldConfiguration.ESIMAccess
    let clock: any WallClock
    let scenarios: Scenarios
    let webhooks: Webhooks

    var webhook: String?
    var balance: Int64
    var orders: [String: ESIMOrder] = [:]
    var profiles: [String: ESIMProfile] = [:]
    /// Newest last.
    var orderNumbers: [String] = []
    var orderByTransaction: [String: String] = [:]
    var topUpAnswers: [String: JSON] = [:]
    private var outbox: [WebhookNotice] = []

    init(
        configuration: WorldConfiguration.ESIMAccess, clock: any WallClock, scenarios: Scenarios, webhooks: Webhooks
    ) {
        self.configuration = configuration
        self.clock = clock
        self.scenarios = scenarios
        self.webhooks = webhooks
        webhook = configuration.webhook
        balance = configuration.balance
    }

    var scenario: Scenario { scenarios[.esimAccess] }

    /// Answers one API call: access code, signature, scenario, then the work.
    func call(
        _ request: WorldRequest, _ turn: Turn, _ work: (isolated ESIMAccount, JSON) throws(ESIMError) -> JSON
    ) async -> Answer {
        try? await Task.sleep(for: turn.latency)  // A cancelled wait only means that the caller has gone.
        if let failure = turn.failure { return planned(failure) }
        do throws(ESIMError) {
            try checkHeaders(of: request)
            let text = request.bodyText.filter { !$0.isWhitespace }
            guard let body = text.isEmpty ? [:] : JSON(parsing: request.body) else { throw .notJSON }
            let result = try work(self, body)
            return .json(["success": true, "errorCode": "0", "errorMsg": nil, "obj": result])
        } catch {
            return .json(error.json)
        }
    }

    private func planned(_ failure: Turn.Failure) -> Answer {
        guard failure.code.isEmpty else {
            let message = ESIMError(rawValue: failure.code)?.message ?? "Refused on purpose, by a scenario."
            return .json([
                "success": false, "errorCode": .string(failure.code), "errorMsg": .string(message), "obj": nil,
            ])
        }
        return .json(ESIMError.busy.json, status: .init(code: failure.status))
    }

    private func checkHeaders(of request: WorldRequest) throws(ESIMError) {
        guard let accessCode = request.header("RT-AccessCode"), !accessCode.isEmpty else { throw .headerMissing }
        guard accessCode == configuration.accessCode else { throw .headerFormat }
        guard let signature = request.header("RT-Signature") else { return }
        guard let timestamp = request.header("RT-Timestamp"), let id = request.header("RT-RequestID") else {
            throw .headerMissing
        }
        guard let milliseconds = Int64(timestamp) else { throw .headerFormat }
        guard abs(clock.now().milliseconds - milliseconds) < 300_000 else { throw .timestampExpired }
        let expected = ESIMSignature.make(
            timestamp: timestamp, requestID: id, accessCode: accessCode, body: request.body,
            secretKey: configuration.secretKey)
        guard signature == expected else { throw .signatureMismatch }
    }

    /// Puts a notification on its way; `flush` hands it over.
    func notify(_ type: String, _ content: JSON) {
        guard let webhook else { return }
        outbox.append(
            WebhookNotice(
                url: webhook, type: type, style: .esimAccess,
                payload: [
                    "notifyType": .string(type), "notifyId": .string(Token.make(32, of: Token.hexadecimal)),
                    "eventGenerateTime": .string(clock.now().description), "content": content,
                ]))
    }

    func flush() async {
        let notices = outbox
        outbox = []
        for notice in notices { await webhooks.post(notice) }
    }

    func reset() {
        (orders, profiles, orderNumbers, orderByTransaction, topUpAnswers) = ([:], [:], [], [:], [:])
        outbox = []
        webhook = configuration.webhook
        balance = configuration.balance
    }
}
