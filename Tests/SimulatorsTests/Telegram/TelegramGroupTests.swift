// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Testing
import Values

@testable import Simulators

@Suite("Telegram's side, simulated")
struct TelegramGroupTests {
    private func group(perMinute: Int = 20) -> TelegramGroup {
        var configuration = WorldConfiguration.Telegram()
        configuration.messagesPerMinute = perMinute
        let clock = FixedWallClock(Instant(milliseconds: 1_780_000_000_000))
        return TelegramGroup(
            configuration: configuration, clock: clock,
            webhooks: Webhooks(http: .shared, clock: clock, scenarios: Scenarios()))
    }

    private let chat: JSON = -1_001_234_567_890

    @Test func `more than the group may take in a minute is refused with how long to wait`() async throws {
        let group = group(perMinute: 2)
        guard case .ok(let topic) = await group.createTopic(["chat_id": chat, "name": "K3M-92Q"]) else { return }
        let message: JSON = ["chat_id": chat, "message_thread_id": topic["message_thread_id"] ?? 0, "text": "hi"]

        for _ in 1...2 {
            guard case .ok = await group.send(message) else {
                Issue.record("refused")
                return
            }
        }
        guard case .failed(429, _, let parameters) = await group.send(message) else {
            Issue.record("taken")
            return
        }

        #expect(parameters?["retry_after"]?.integer == 60)
    }

    @Test func `a deleted topic and a moved group are told in Telegram's own words`() async throws {
        let group = group()
        let lost = await group.send(["chat_id": chat, "message_thread_id": 7, "text": "hi"])
        await group.migrate(to: -1009)
        let moved = await group.createTopic(["chat_id": chat, "name": "x"])

        guard case .failed(400, "Bad Request: message thread not found", nil) = lost,
            case .failed(400, _, let parameters) = moved
        else {
            Issue.record("\(lost) \(moved)")
            return
        }
        #expect(parameters?["migrate_to_chat_id"]?.integer == -1009)
    }
}
