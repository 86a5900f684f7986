// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import HTTPTypes
import Values

/// The shop's account at Airalo, in memory.
actor AiraloMarket {
    let configuration: WorldConfiguration.Airalo
    let clock: any WallClock
    let scenarios: Scenarios
    let webhooks: Webhooks

    /// US cents.
    var balance: Int64
    var orders: [AiraloOrder] = []
    var sims: [String: AiraloSim] = [:]
    /// Where each kind of notification goes.
    var optedIn: [String: String]
    private var tokens: [String: Instant] = [:]
    private var tokensGiven: [Instant] = []
    private var lastID = 9_000
    private var outbox: [WebhookNotice] = []

    init(
        configuration: WorldConfiguration.Airalo, clock: any WallClock, scenarios: Scenarios, webhooks: Webhooks
    ) {
        self.configuration = configuration
        self.clock = clock
        self.scenarios = scenarios
        self.webhooks = webhooks
        balance = configuration.balance
        optedIn = Self.kinds(at: configuration.webhook)
    }

    private static func kinds(at webhook: String?) -> [String: String] {
        guard let webhook else { return [:] }
        return ["async_orders": webhook, "webhook_low_data": webhook, "webhook_credit_limit": webhook]
    }

    var scenario: Scenario { scenarios[.airalo] }

    /// Answers one API call: scenario, token, then the work.
    func call(
        _ request: WorldRequest, _ turn: Turn, needsToken: Bool,
        _ work: (isolated AiraloMarket, WorldRequest) async throws -> Answer
    ) async -> Answer {
        try? await Task.sleep(for: turn.latency)  // A cancelled wait only means that the caller has gone.
        if let failure = turn.failure {
            if let code = Int(failure.code) { return AiraloError.planned(code).answer }
            if failure.status == 429 { return AiraloError.tooMany.answer }
            return .json(["message": "Server Error"], status: .init(code: failure.status))
        }
        do {
            if needsToken { try checkToken(of: request) }
            return try await work(self, request)
        } catch let error as AiraloError {
            return error.answer
        } catch {
            return .json(["message": "Server Error"], status: .internalServerError)
        }
    }

    /// `POST token`: three a minute, each good for 24 hours.
    func token(_ request: WorldRequest) throws -> Answer {
        let fields = request.airaloFields
        tokensGiven.removeAll { clock.now() - $0 >= .seconds(60) }
        guard tokensGiven.count < 3 else { throw AiraloError.tooMany }
        guard fields["grant_type"] == "client_credentials", fields["client_id"] == configuration.clientID else {
            throw AiraloError.invalid(field: "client_id", message: "The selected client id is invalid.")
        }
        guard fields["client_secret"] == configuration.clientSecret else { throw AiraloError.wrongClient }
        let token = Token.make(60)
        tokens[token] = clock.now() + .hours(24)
        tokensGiven.append(clock.now())
        return .airalo(["token_type": "Bearer", "expires_in": 31_622_400, "access_token": .string(token)])
    }

    private func checkToken(of request: WorldRequest) throws {
        let words = (request.header("Authorization") ?? "").split(separator: " ")
        guard words.count == 2, words[0] == "Bearer", let end = tokens[String(words[1])], end > clock.now() else {
            throw AiraloError.unauthorised
        }
    }

    /// Makes every token worthless, as when somebody rolled the secret.
    func revokeTokens() { tokens = [:] }

    func nextID() -> Int {
        lastID += 1
        return lastID
    }

    /// Puts a notification on its way; `flush` hands it over.
    func notify(_ type: String, _ payload: JSON, at address: String? = nil) {
        guard let url = address ?? optedIn[type] else { return }
        let secret = scenario.forgeSignatures ? "somebody else's secret" : configuration.clientSecret
        outbox.append(WebhookNotice(url: url, type: type, style: .airalo(secret: secret), payload: payload))
    }

    func flush() async {
        let notices = outbox
        outbox = []
        for notice in notices { await webhooks.post(notice) }
    }

    func reset() {
        (orders, sims, tokens, tokensGiven, outbox) = ([], [:], [:], [], [])
        balance = configuration.balance
        optedIn = Self.kinds(at: configuration.webhook)
    }
}

enum AiraloSignature {
    /// Hexadecimal HMAC-SHA512 over the raw bytes ("Webhook definition").
    static func make(_ body: [UInt8], secret: String) -> String {
        HMAC<SHA512>.authenticationCode(for: body, using: SymmetricKey(data: Array(secret.utf8))).hex
    }
}

extension Answer {
    static func airalo(_ data: JSON, status: Int = 200) -> Answer {
        .json(["data": data, "meta": ["message": "success"]], status: .init(code: status))
    }
}

extension WorldRequest {
    /// A form in either encoding.
    var airaloFields: FormFields {
        guard let type = header("Content-Type"), type.hasPrefix("multipart/form-data"),
            let boundary = type.split(separator: "boundary=").last
        else { return form }
        let parts = bodyText.components(separatedBy: "--\(boundary)").compactMap { part -> FormFields.Field? in
            let halves = part.components(separatedBy: "\r\n\r\n")
            guard halves.count == 2, let name = halves[0].firstMatch(of: /name="([^"]*)"/)?.1 else { return nil }
            return FormFields.Field(name: String(name), value: String(halves[1].dropLast(1)))
        }
        return FormFields(fields: parts)
    }
}
