// SPDX-License-Identifier: Apache-2.0

package import Conversations
package import Disclosure
import Foundation
package import Policy
import Values
import Vault

/// The support group on Telegram: a forum topic for each conversation, over the Bot API (10.1, 2026-06-11).
package struct TelegramBridge: SupportBridge {
    /// What one message holds, in UTF-16 units after entities are parsed.
    private static let postLimit = 4096
    private static let colours = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047]

    package let account: TelegramAccount
    /// Where Telegram is to bring what staff writes.
    private let webhook: String
    private let budget: GroupBudget
    let door: Door

    package init(account: TelegramAccount, webhook: String, budget: GroupBudget, door: Door) {
        self.account = account
        self.webhook = webhook
        self.budget = budget
        self.door = door
    }

    package var recipient: RecipientID { account.recipient }
    package var group: BridgeGroup { BridgeGroup(chat: account.chat) }

    package func wait(for group: BridgeGroup, isFirst: Bool) -> Duration? {
        budget.wait(for: group.chat, isFirst: isFirst)
    }

    /// Sealed bytes are never fewer than UTF-16 units; 33 of them are the seal, and a prefix and a line end come with each.
    package func fitting(_ texts: [Int]) -> Int {
        var room = Self.postLimit
        var count = 0
        for length in texts {
            room -= length - 33 + 16
            guard room >= 0 || count == 0 else { break }
            count += 1
        }
        return count
    }

    private struct Topic: Encodable {
        let chat_id: Int64
        let name: String
        let icon_color: Int
    }

    private struct OpenedTopic: Decodable {
        let message_thread_id: Int64
    }

    package func openTopic(
        named name: String, in group: BridgeGroup, about subject: BridgeSubject
    ) async throws -> BridgeAnswer<BridgeTopic> {
        let colour = Self.colours[Int(subject.subject.last ?? 0) % Self.colours.count]
        let body = Topic(chat_id: group.chat, name: String(name.prefix(128)), icon_color: colour)
        let outcome = try await door.send(
            to: recipient, for: .support, about: subject.person, fields: [], subject: subject.subject,
            as: .system("bridge")
        ) { _ in .http(try call("createForumTopic", body)) }
        return BridgeAnswer(outcome) { (topic: OpenedTopic) in
            BridgeTopic(group: group, thread: topic.message_thread_id)
        }
    }

    private struct Post: Encodable {
        struct Preview: Encodable {
            let is_disabled = true
        }

        let chat_id: Int64
        let message_thread_id: Int64
        let text: String
        /// Nobody forwards or saves what a visitor wrote.
        let protect_content = true
        let link_preview_options = Preview()
    }

    private struct Posted: Decodable {
        let message_id: Int64
    }

    /// Plain text: no `parse_mode`, so that what a visitor types is never markup. What is longer than a message holds is cut
    /// and says so; the inbox has all of it.
    package func post(
        _ lines: [BridgeLine], in topic: BridgeTopic, about subject: BridgeSubject
    ) async throws -> BridgeAnswer<Void> {
        let outcome = try await door.send(
            to: recipient, for: .support, about: subject.person, fields: lines.map(\.text), subject: subject.subject,
            as: .system("bridge")
        ) { opened in
            let text = try lines.map { $0.prefix + (try opened[$0.text]) }.joined(separator: "\n")
            return .http(
                try call(
                    "sendMessage",
                    Post(
                        chat_id: topic.group.chat, message_thread_id: topic.thread, text: Self.fitted(text))))
        }
        return BridgeAnswer(outcome) { (_: Posted) in () }
    }

    private static func fitted(_ text: String) -> String {
        guard text.utf16.count > postLimit else { return text }
        var short = text
        while short.utf16.count > postLimit - 2 { short.removeLast() }
        return short + " …"
    }

    private struct Deletion: Encodable {
        let chat_id: Int64
        let message_thread_id: Int64
    }

    package func delete(
        _ topic: BridgeTopic, about subject: BridgeSubject, for purpose: Purpose
    ) async throws -> BridgeAnswer<Void> {
        let outcome = try await door.send(
            to: recipient, for: purpose, about: subject.person, fields: [], subject: subject.subject,
            as: .system("bridge")
        ) { _ in
            .http(
                try call(
                    "deleteForumTopic", Deletion(chat_id: topic.group.chat, message_thread_id: topic.thread)))
        }
        return BridgeAnswer(outcome) { (isDeleted: Bool) in isDeleted ? () : nil }
    }

    private struct Hook: Encodable {
        let url: String
        let secret_token: String
        let allowed_updates = ["message", "edited_message", "my_chat_member"]
        let max_connections = 10
    }

    package func announce() async throws -> Bool {
        let outcome = try await door.call(
            recipient, try call("setWebhook", Hook(url: webhook, secret_token: account.webhookSecret)))
        if case .done = BridgeAnswer<Void>(outcome, { (isSet: Bool) in isSet ? () : nil }) { return true }
        return false
    }

    /// Words of the program's own.
    func say(
        _ text: String, in topic: BridgeTopic, about subject: BridgeSubject
    ) async throws -> BridgeAnswer<Void> {
        let outcome = try await door.send(
            to: recipient, for: .support, about: subject.person, fields: [], subject: subject.subject,
            as: .system("bridge")
        ) { _ in
            .http(
                try call(
                    "sendMessage", Post(chat_id: topic.group.chat, message_thread_id: topic.thread, text: text)))
        }
        return BridgeAnswer(outcome) { (_: Posted) in () }
    }

    func call(_ method: String, _ body: some Encodable) throws -> HTTPCall {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return HTTPCall(
            .post, "\(account.baseURL)/bot\(account.token)/\(method)",
            headers: [(name: "Content-Type", value: "application/json")], body: [UInt8](try encoder.encode(body)))
    }
}
