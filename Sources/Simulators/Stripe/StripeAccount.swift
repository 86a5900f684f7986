// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Values

/// The merchant's account at Stripe, in memory: what the API, the hosted page and the scenarios act on.
actor StripeAccount {
    static let apiVersion = "2026-06-24.dahlia"

    let configuration: WorldConfiguration.Stripe
    let publicURL: String
    let clock: any WallClock
    let scenarios: Scenarios
    let webhooks: Webhooks

    var endpoints: [WorldConfiguration.WebhookEndpoint]
    var sessions: [String: CheckoutSession] = [:]
    var intents: [String: PaymentIntent] = [:]
    var charges: [String: Charge] = [:]
    var refunds: [String: Refund] = [:]
    var disputes: [String: Dispute] = [:]
    /// Oldest first.
    var events: [JSON] = []
    /// Newest last, for lists.
    var sessionOrder: [String] = []
    var refundOrder: [String] = []
    private var keys = IdempotencyKeys()
    private var currentRequest: (id: String, key: String?)?

    init(
        configuration: WorldConfiguration.Stripe, publicURL: String, clock: any WallClock, scenarios: Scenarios,
        webhooks: Webhooks
    ) {
        self.configuration = configuration
        self.publicURL = publicURL
        self.clock = clock
        self.scenarios = scenarios
        self.webhooks = webhooks
        endpoints = configuration.endpoints
    }

    var now: Int64 { clock.now().seconds }

    /// Answers one API call: key check, idempotency, scenario, then the work.
    func call(
        _ request: WorldRequest, _ turn: Turn, _ work: (isolated StripeAccount, WorldRequest) throws -> JSON
    ) async -> StripeAnswer {
        let key = bearer(of: request)
        guard key == configuration.secretKey else { return refused(.unauthorised(key: key)) }
        guard request.method == .post, let idempotencyKey = request.header("Idempotency-Key") else {
            return await execute(request, turn, work)
        }
        guard idempotencyKey.count <= 255 else {
            return refused(StripeError(status: 400, message: "Idempotency-Key must be at most 255 characters."))
        }
        let fingerprint = "\(request.method) \(request.path)\n\(request.form.canonical)"
        switch keys.claim(idempotencyKey, for: fingerprint, at: clock.now()) {
        case .first:
            let answer = await execute(request, turn, work)
            keys.finish(idempotencyKey, with: answer)
            return answer
        case .replay(var answer):
            answer.replayed = true
            return answer
        case .inFlight: return refused(.keyInUse(idempotencyKey))
        case .otherParameters: return refused(.keyReused(idempotencyKey))
        }
    }

    private func execute(
        _ request: WorldRequest, _ turn: Turn, _ work: (isolated StripeAccount, WorldRequest) throws -> JSON
    ) async -> StripeAnswer {
        try? await Task.sleep(for: turn.latency)  // A cancelled wait only means that the caller has gone.
        if let failure = turn.failure {
            // A 500 happened in the midst of the work and is kept under the key; the others came from the front door.
            return StripeAnswer(
                status: failure.status, body: StripeError.planned(failure).json, begun: failure.status == 500)
        }
        let requestID = StripeID.make("req")
        currentRequest = (requestID, request.header("Idempotency-Key"))
        defer { currentRequest = nil }
        do {
            return StripeAnswer(status: 200, body: try work(self, request), requestID: requestID)
        } catch let error as StripeError {
            return StripeAnswer(status: error.status, body: error.json, requestID: requestID, begun: error.begun)
        } catch {
            return StripeAnswer(status: 500, body: StripeError.planned(.init(status: 500, code: "")).json)
        }
    }

    private func refused(_ error: StripeError) -> StripeAnswer {
        StripeAnswer(status: error.status, body: error.json, begun: false)
    }

    private func bearer(of request: WorldRequest) -> String? {
        guard let value = request.header("Authorization"), value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// Writes an event down and sends it to every endpoint; its id.
    @discardableResult
    func emit(_ type: String, _ object: JSON, previous: JSON? = nil) -> String {
        let id = StripeID.make("evt")
        var data: JSON = ["object": object]
        if let previous { data["previous_attributes"] = previous }
        let event: JSON = [
            "id": .string(id), "object": "event", "api_version": .string(Self.apiVersion), "created": .integer(now),
            "data": data, "livemode": false, "pending_webhooks": .integer(Int64(endpoints.count)),
            "request": ["id": JSON(currentRequest?.id), "idempotency_key": JSON(currentRequest?.key)],
            "type": .string(type),
        ]
        events.append(event)
        for endpoint in endpoints {
            outbox.append(
                WebhookNotice(
                    url: endpoint.url, type: type, style: .stripe(secrets: endpoint.secrets), payload: event))
        }
        return id
    }

    /// Events written down but not yet handed to the sender: emitting stays synchronous, so that one change is whole.
    private var outbox: [WebhookNotice] = []

    func flush() async {
        let notices = outbox
        outbox = []
        for notice in notices { await webhooks.post(notice) }
    }

    func reset() {
        (sessions, intents, charges, refunds, disputes) = ([:], [:], [:], [:], [:])
        (events, sessionOrder, refundOrder, outbox) = ([], [], [], [])
        keys = IdempotencyKeys()
        endpoints = configuration.endpoints
    }

    func setEndpoints(_ endpoints: [WorldConfiguration.WebhookEndpoint]) { self.endpoints = endpoints }
}
