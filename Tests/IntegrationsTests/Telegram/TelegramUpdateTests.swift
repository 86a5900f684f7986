// SPDX-License-Identifier: Apache-2.0

import Commerce
import Conversations
import Testing
import Values

@testable import Integrations

@Suite("Reading what Telegram posts")
struct TelegramUpdateTests {
    private static let account = TelegramAccount(
        token: "1:token", chat: -100, webhookSecret: "right-secret", staff: [:])

    private func update(_ message: String) -> [UInt8] {
        Array(#"{"update_id":174114370,"message":{"message_id":41,\#(message)}}"#.utf8)
    }

    private let said = """
        "message_thread_id":17,"is_topic_message":true,"from":{"id":3527065,"is_bot":false,"first_name":"Nic"},\
        "chat":{"id":-1001234567890,"type":"supergroup","is_forum":true},"date":1454119029,"text":"Hello World"
        """

    @Test func `a message in a topic is read with who wrote it where`() throws {
        let read = try #require(TelegramUpdate(update(said)))

        guard case .said(let message, sender: 3_527_065) = read.event else {
            Issue.record("\(read.event)")
            return
        }
        #expect(read.number == 174_114_370)
        #expect(message.group == BridgeGroup(chat: -1_001_234_567_890))
        #expect(message.thread == 17 && message.number == 41 && message.text == "Hello World")
    }

    @Test func `outside every topic there is no thread, whatever number stands there`() throws {
        let text = said.replacing(#""is_topic_message":true,"#, with: "")

        guard case .said(let message, sender: _) = try #require(TelegramUpdate(update(text))).event else { return }
        #expect(message.thread == nil)
    }

    @Test func `a message that was changed is told from a new one`() throws {
        let body = #"{"update_id":1,"edited_message":{"message_id":41,\#(said),"edit_date":1454119100}}"#

        guard case .changed(let message, sender: 3_527_065) = try #require(TelegramUpdate(Array(body.utf8))).event
        else {
            Issue.record("not noticed")
            return
        }
        #expect(message.thread == 17 && message.number == 41 && message.text == "Hello World")
    }

    @Test(arguments: [
        #""from":{"id":7,"is_bot":true,"first_name":"Bot"},"chat":{"id":-100},"text":"own words""#,
        #""from":{"id":7,"is_bot":false,"first_name":"N"},"chat":{"id":-100},"forum_topic_created":{"name":"x"}"#,
        #""chat":{"id":-100},"text":"from nobody""#,
    ])
    func `a bot's own words and service messages ask nothing of us`(message: String) throws {
        guard case .other = try #require(TelegramUpdate(update(message))).event else {
            Issue.record("acted on")
            return
        }
    }

    @Test func `a group that was moved says where to`() throws {
        let message = #""chat":{"id":-100},"migrate_to_chat_id":-1009"#

        guard
            case .moved(BridgeGroup(chat: -100), to: BridgeGroup(chat: -1009)) = try #require(
                TelegramUpdate(update(message))
            ).event
        else {
            Issue.record("not noticed")
            return
        }
    }

    @Test(arguments: [nil, "", "wrong", "right-secre", "right-secret "])
    func `without the secret nothing is taken`(secret: String?) {
        let headers = secret.map { [(name: "X-Telegram-Bot-Api-Secret-Token", value: $0)] } ?? []
        let verdict = TelegramCallbacks(account: Self.account).verify(
            CallbackDelivery(headers: headers, body: update(said)), at: Instant(milliseconds: 0))

        guard case .refused = verdict else {
            Issue.record("taken")
            return
        }
    }

    @Test func `with the secret it is known by its number`() {
        let verdict = TelegramCallbacks(account: Self.account).verify(
            CallbackDelivery(
                headers: [(name: "x-telegram-bot-api-secret-token", value: "right-secret")], body: update(said)),
            at: Instant(milliseconds: 0))

        guard case .genuine(let messages) = verdict else {
            Issue.record("refused")
            return
        }
        #expect(messages.map(\.event) == ["update:174114370"])
    }
}
