// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Hummingbird
import Logging
import NIOCore
import Synchronization
import TestKit
import Testing
import Values

@testable import Simulators

@Suite("Delivering notifications", .timeLimit(.minutes(10)))
struct WebhooksTests {
    /// A shop that answers its callbacks with these statuses in turn, then with the last one.
    private final class Shop: Sendable {
        struct Received: Sendable {
            let signature: String
            let host: String
            let body: String
        }

        private let statuses: [Int]
        private let calls = Mutex<[Received]>([])

        init(answering statuses: [Int]) { self.statuses = statuses }

        var received: [Received] { calls.withLock { $0 } }

        func take(_ request: WorldRequest) -> Answer {
            let number = calls.withLock { calls in
                calls.append(
                    Received(
                        signature: request.header("Stripe-Signature") ?? "", host: request.header("Host") ?? "",
                        body: request.bodyText))
                return calls.count
            }
            return Answer(status: .init(code: statuses[min(number, statuses.count) - 1]))
        }
    }

    /// Runs the shop and the sender while `body` posts; the shop's address is handed in.
    private func delivering(
        to shop: Shop, _ scenarios: Scenarios = Scenarios(),
        _ body: @escaping @Sendable (Webhooks, String) async throws -> Void
    ) async throws {
        let webhooks = Webhooks(
            http: .shared, clock: FixedWallClock(Instant(milliseconds: 1_790_000_000_000)), scenarios: scenarios,
            retryDelays: [.milliseconds(10), .milliseconds(20), .milliseconds(30)])
        let (ports, port) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test shop")
        logger.logLevel = .error
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { .answer(shop.take($0)) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { _ = port.yield($0.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            group.addTask { await webhooks.run() }
            let number = await ports.first { _ in true } ?? 0
            try await body(webhooks, "http://vietnam-connect.localhost:\(number)/webhooks/stripe")
            group.cancelAll()
        }
    }

    private struct CallbackResponder<Context: Sendable>: HTTPResponder {
        let reply: @Sendable (WorldRequest) async -> Reply

        func respond(to request: Request, context: Context) async throws -> Response {
            switch await reply(try await WorldRequest(request)) {
            case .answer(let answer): answer.response
            case .lost(let answer): answer.lostResponse
            }
        }
    }

    private func notice(to url: String, id: String = "evt_1") -> WebhookNotice {
        WebhookNotice(
            url: url, type: "charge.refunded", style: .stripe(secrets: ["whsec_old", "whsec_new"]),
            payload: ["id": .string(id), "note": "đã hoàn tiền"])
    }

    private func wait(_ webhooks: Webhooks, for state: WebhookDelivery.State, count: Int = 1) async throws {
        try await eventually { await webhooks.deliveries.count(where: { $0.state == state }) >= count }
    }

    @Test func `a notification is retried until it is taken, signed over exactly the bytes sent`() async throws {
        let shop = Shop(answering: [500, 404, 200])
        try await delivering(to: shop) { webhooks, url in
            await webhooks.post(notice(to: url))
            try await wait(webhooks, for: .delivered)
        }

        #expect(shop.received.count == 3)
        #expect(Set(shop.received.map(\.body)).count == 1)
        let last = try #require(shop.received.last)
        #expect(
            last.signature
                == StripeSignature.header(
                    for: Array(last.body.utf8), at: 1_790_000_000, secrets: ["whsec_old", "whsec_new"]))
    }

    @Test func `after the last try it is given up`() async throws {
        let shop = Shop(answering: [500])
        try await delivering(to: shop) { webhooks, url in
            await webhooks.post(notice(to: url))
            try await wait(webhooks, for: .failed)
        }

        #expect(shop.received.count == 4)
    }

    @Test func `three copies at once all arrive`() async throws {
        let scenarios = Scenarios()
        scenarios[.stripe].webhookCopies = 3
        scenarios[.stripe].webhookParallel = true
        let shop = Shop(answering: [200])
        try await delivering(to: shop, scenarios) { webhooks, url in
            await webhooks.post(notice(to: url))
            try await wait(webhooks, for: .delivered, count: 3)
        }

        #expect(shop.received.count == 3)
        #expect(Set(shop.received.map(\.body)).count == 1)
    }

    @Test func `what is held arrives when released, and again when sent again`() async throws {
        let scenarios = Scenarios()
        scenarios[.stripe].webhookHold = true
        let shop = Shop(answering: [200])
        try await delivering(to: shop, scenarios) { webhooks, url in
            await webhooks.post(notice(to: url))
            try await wait(webhooks, for: .held)
            #expect(shop.received.isEmpty)
            #expect(await webhooks.release(.stripe) == 1)
            try await wait(webhooks, for: .delivered)
            #expect(await webhooks.redeliver("evt_1"))
            try await wait(webhooks, for: .delivered, count: 2)
            #expect(await !webhooks.redeliver("evt_none"))
        }

        #expect(shop.received.count == 2)
    }
}
