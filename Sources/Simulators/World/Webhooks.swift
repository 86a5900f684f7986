// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Values

/// Sends the providers' notifications to the shop: at least once, unordered, retried until a 2xx answer.
///
/// Retries come after 0.5, 1, 2, 4, 8, 16 and 32 seconds, where the real providers take hours to days.
actor Webhooks {
    private let http: HTTPClient
    private let clock: any WallClock
    private let scenarios: Scenarios
    private let retryDelays: [Duration]
    private let queue: AsyncStream<Int>
    private let queued: AsyncStream<Int>.Continuation
    private(set) var deliveries: [WebhookDelivery] = []
    private var collected: [Provider: [WebhookNotice]] = [:]
    private var lastNumber = 0

    init(
        http: HTTPClient, clock: any WallClock, scenarios: Scenarios,
        retryDelays: [Duration] = [0.5, 1, 2, 4, 8, 16, 32].map { .milliseconds(Int($0 * 1000)) }
    ) {
        self.http = http
        self.clock = clock
        self.scenarios = scenarios
        self.retryDelays = retryDelays
        (queue, queued) = AsyncStream.makeStream()
    }

    /// Delivers what is posted, until cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await number in queue {
                group.addTask { await self.deliver(number) }
            }
            group.cancelAll()
        }
    }

    /// Hands a notification over under the provider's present scenario.
    func post(_ notification: WebhookNotice) {
        let scenario = scenarios[notification.provider]
        guard !scenario.skipWebhooks else { return }
        guard scenario.webhookReorder > 1 else { return enqueue(notification, scenario) }
        collected[notification.provider, default: []].append(notification)
        let waiting = collected[notification.provider] ?? []
        if waiting.count >= scenario.webhookReorder {
            collected[notification.provider] = nil
            waiting.reversed().forEach { enqueue($0, scenario) }
        }
    }

    /// Whether an address answers a HEAD with exactly 200.
    func answersHead(_ address: String) async -> Bool {
        let target = LoopbackURL(address)
        var request = HTTPClientRequest(url: target.url)
        request.method = .HEAD
        if let host = target.host { request.headers.replaceOrAdd(name: "Host", value: host) }
        let response = try? await http.execute(request, timeout: .seconds(10))  // No answer is none.
        return response?.status == .ok
    }

    /// Asks an address whether it is the app's own, as Meta does before it posts there.
    func shakeHands(_ address: String, token: String) async -> JSON {
        let challenge = Token.make(10, of: Token.digits)
        let target = LoopbackURL("\(address)?hub.mode=subscribe&hub.challenge=\(challenge)&hub.verify_token=\(token)")
        var request = HTTPClientRequest(url: target.url)
        if let host = target.host { request.headers.replaceOrAdd(name: "Host", value: host) }
        // No answer is no proof.
        guard let response = try? await http.execute(request, timeout: .seconds(10)),
            let body = try? await response.body.collect(upTo: 65_536)
        else { return ["status": 0, "isOurs": false] }
        let isOurs = response.status == .ok && String(buffer: body) == challenge
        return ["status": .integer(Int64(response.status.code)), "isOurs": .bool(isOurs)]
    }

    /// Sends what the hold switch and the reordering have kept back; the number of deliveries let go.
    func release(_ provider: Provider) -> Int {
        let scenario = scenarios[provider]
        collected.removeValue(forKey: provider)?.reversed().forEach { enqueue($0, scenario) }
        let held = deliveries.indices.filter {
            deliveries[$0].notification.provider == provider && deliveries[$0].state == .held
        }
        for index in held {
            deliveries[index].state = .pending
            queued.yield(deliveries[index].number)
        }
        return held.count
    }

    /// Sends an event once more, as from the provider's dashboard; false if it was never sent.
    func redeliver(_ eventID: String) -> Bool {
        guard let earlier = deliveries.last(where: { $0.notification.id == eventID }) else { return false }
        add(earlier.notification, held: false, delay: .zero)
        return true
    }

    /// Whether every delivery of the events named has been tried at least once.
    func haveBeenTried(_ eventIDs: Set<String>) -> Bool {
        deliveries.allSatisfy { !eventIDs.contains($0.notification.id) || !$0.attempts.isEmpty }
    }

    func reset() {
        deliveries = []
        collected = [:]
    }

    private func enqueue(_ notification: WebhookNotice, _ scenario: Scenario) {
        let delay = Duration.milliseconds(scenario.webhookDelayMilliseconds)
        for copy in 0..<max(1, scenario.webhookCopies) {
            let fresh = copy > 0 && scenario.webhookFreshIDs
            add(
                fresh ? notification.withFreshID() : notification, held: scenario.webhookHold,
                delay: scenario.webhookParallel ? delay : delay + .milliseconds(150 * copy))
        }
    }

    private func add(_ notification: WebhookNotice, held: Bool, delay: Duration) {
        lastNumber += 1
        deliveries.append(
            WebhookDelivery(
                number: lastNumber, notification: notification, delay: delay, state: held ? .held : .pending))
        if deliveries.count > 5_000 { deliveries.removeFirst(deliveries.count - 5_000) }
        if !held { queued.yield(lastNumber) }
    }

    private func deliver(_ number: Int) async {
        guard let delivery = deliveries.first(where: { $0.number == number }) else { return }
        for wait in [delivery.delay] + retryDelays {
            if wait > .zero {
                do { try await Task.sleep(for: wait) } catch { return }
            }
            guard deliveries.contains(where: { $0.number == number }) else { return }
            let attempt = await send(delivery.notification)
            guard let index = deliveries.firstIndex(where: { $0.number == number }) else { return }
            deliveries[index].attempts.append(attempt)
            if attempt.succeeded {
                deliveries[index].state = .delivered
                return
            }
        }
        guard let index = deliveries.firstIndex(where: { $0.number == number }) else { return }
        deliveries[index].state = .failed
    }

    /// Asks the shop for a token, as VietQR.vn does before it posts.
    private func token(_ base: String, _ username: String, _ password: String) async -> String? {
        let target = LoopbackURL(base + "/api/token_generate")
        var request = HTTPClientRequest(url: target.url)
        request.method = .POST
        if let host = target.host { request.headers.replaceOrAdd(name: "Host", value: host) }
        let credentials = Data("\(username):\(password)".utf8).base64EncodedString()
        request.headers.add(name: "Authorization", value: "Basic \(credentials)")
        // No answer is no token: the delivery is tried again.
        guard let response = try? await http.execute(request, timeout: .seconds(10)), response.status == .ok,
            let body = try? await response.body.collect(upTo: 65_536)
        else { return nil }
        return JSON(parsing: Array(body.readableBytesView))?["access_token"]?.nonEmpty
    }

    private func send(_ notification: WebhookNotice) async -> WebhookDelivery.Attempt {
        let now = clock.now()
        let body = notification.body
        let target = LoopbackURL(notification.url)
        var request = HTTPClientRequest(url: target.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        if let host = target.host { request.headers.replaceOrAdd(name: "Host", value: host) }
        for (name, value) in notification.headers(for: body, at: now) {
            request.headers.add(name: name, value: value)
        }
        if case .vietQR(let base, let username, let password) = notification.style {
            guard let token = await token(base, username, password) else {
                return WebhookDelivery.Attempt(at: now, status: nil, detail: "no token")
            }
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        request.body = .bytes(ByteBuffer(string: body))
        do {
            let response = try await http.execute(request, timeout: .seconds(10))
            let text = String(buffer: try await response.body.collect(upTo: 65_536))
            // Airalo takes anything from 204 on for a failure.
            if notification.provider == .airalo, response.status.code >= 204 {
                return WebhookDelivery.Attempt(at: now, status: 500, detail: String(text.prefix(500)))
            }
            // VietQR.vn goes by what the answer says, not by its status alone.
            let isRefused = notification.provider == .vietQR && JSON(parsing: Array(text.utf8))?["error"]?.bool != false
            let status = isRefused && response.status == .ok ? 422 : Int(response.status.code)
            return WebhookDelivery.Attempt(at: now, status: status, detail: String(text.prefix(500)))
        } catch {
            return WebhookDelivery.Attempt(at: now, status: nil, detail: String("\(error)".prefix(500)))
        }
    }
}
