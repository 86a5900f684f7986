// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// Telegram's Bot API for one bot in one supergroup with topics (Bot API 10.1, 2026-06-11), and the people in the group.
actor TelegramGroup {
    struct Topic: Sendable {
        let thread: Int64
        let name: String
        var messages: [Message] = []
    }

    struct Message: Sendable {
        let id: Int64
        let sender: String
        let isBot: Bool
        var text: String
        let at: Instant
        let isProtected: Bool
        var file: File?
    }

    struct File: Sendable {
        enum Kind: String, Sendable { case photo, document }

        let id: String
        let kind: Kind
        let name: String
        let type: String
        let content: [UInt8]
        /// As it is told; Telegram's own limits go by it.
        let size: Int
    }

    struct Webhook: Sendable {
        let url: String
        let secret: String
    }

    let configuration: WorldConfiguration.Telegram
    let clock: any WallClock
    private let webhooks: Webhooks
    private(set) var chat: Int64
    /// The numbers the group had before it was moved.
    private var formerChats: Set<Int64> = []
    var topics: [Topic] = []
    private(set) var webhook: Webhook?
    var lastMessage: Int64 = 100
    private var lastUpdate: Int64 = 174_114_370
    /// When messages were sent to the group: more than 20 a minute are refused.
    var sent: [Instant] = []
    /// What was put into the group, by the id it is asked for.
    var files: [String: File] = [:]

    init(configuration: WorldConfiguration.Telegram, clock: any WallClock, webhooks: Webhooks) {
        self.configuration = configuration
        self.clock = clock
        self.webhooks = webhooks
        chat = configuration.chat
    }

    func reset() {
        chat = configuration.chat
        formerChats = []
        topics = []
        sent = []
        files = [:]
    }

    // What the bot asks

    func setWebhook(_ fields: JSON) -> TelegramAnswer {
        guard let url = fields["url"]?.string else { return .badRequest("url is not specified") }
        let secret = fields["secret_token"]?.string ?? ""
        guard secret.utf8.count <= 256,
            secret.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) })
        else { return .badRequest("secret token contains unallowed characters") }
        webhook = Webhook(url: url, secret: secret)
        return .ok(true)
    }

    func createTopic(_ fields: JSON) -> TelegramAnswer {
        if let problem = problem(with: fields) { return problem }
        guard let name = fields["name"]?.nonEmpty, name.count <= 128 else {
            return .badRequest("topic name is invalid")
        }
        lastMessage += 1
        topics.append(Topic(thread: lastMessage, name: name))
        return .ok([
            "message_thread_id": .integer(lastMessage), "name": .string(name),
            "icon_color": fields["icon_color"] ?? 7_322_096,
        ])
    }

    func send(_ fields: JSON) -> TelegramAnswer {
        if let problem = problem(with: fields) ?? tooMany() { return problem }
        guard let text = fields["text"]?.nonEmpty else { return .badRequest("message text is empty") }
        guard text.utf16.count <= 4096 else { return .badRequest("message is too long") }
        guard let index = index(of: fields) else { return .badRequest("message thread not found") }
        let message = keep(
            text, from: configuration.botName, isBot: true, in: index,
            isProtected: fields["protect_content"]?.bool ?? false)
        sent.append(clock.now())
        return .ok([
            "message_id": .integer(message.id), "message_thread_id": .integer(topics[index].thread),
            "is_topic_message": true, "date": .integer(message.at.seconds), "text": .string(text),
            "chat": ["id": .integer(chat), "type": "supergroup", "is_forum": true],
            "from": ["id": 777_000_001, "is_bot": true, "first_name": .string(configuration.botName)],
        ])
    }

    func deleteTopic(_ fields: JSON) -> TelegramAnswer {
        if let problem = problem(with: fields) { return problem }
        guard let index = index(of: fields) else { return .badRequest("message thread not found") }
        topics.remove(at: index)
        return .ok(true)
    }

    // What people in the group do

    /// Somebody writes in a topic, or outside every one; the update as it is posted.
    func say(_ text: String, as account: Int64, in thread: Int64?) async -> JSON? {
        if let thread, !topics.contains(where: { $0.thread == thread }) { return nil }
        let message: Message
        if let thread, let index = topics.firstIndex(where: { $0.thread == thread }) {
            message = keep(text, from: "\(account)", isBot: false, in: index, isProtected: false)
        } else {
            lastMessage += 1
            message = Message(
                id: lastMessage, sender: "\(account)", isBot: false, text: text, at: clock.now(), isProtected: false)
        }
        return await post(["message": json(of: message, by: account, in: thread)])
    }

    /// Somebody changes what they wrote in a topic.
    func edit(_ number: Int64, to text: String) async -> JSON? {
        for index in topics.indices {
            guard let place = topics[index].messages.firstIndex(where: { $0.id == number && !$0.isBot }) else {
                continue
            }
            topics[index].messages[place].text = text
            let message = topics[index].messages[place]
            var changed = json(of: message, by: Int64(message.sender) ?? 0, in: topics[index].thread)
            changed["edit_date"] = .integer(clock.now().seconds)
            return await post(["edited_message": changed])
        }
        return nil
    }

    func json(of message: Message, by account: Int64, in thread: Int64?) -> JSON {
        var said: JSON = [
            "message_id": .integer(message.id),
            "from": ["id": .integer(account), "is_bot": false, "first_name": "Nic"],
            "chat": ["id": .integer(chat), "title": "Support", "type": "supergroup", "is_forum": true],
            "date": .integer(message.at.seconds),
        ]
        said[message.file == nil ? "text" : "caption"] = message.text.isEmpty ? nil : .string(message.text)
        if let file = message.file { said[file.kind.rawValue] = file.json }
        if let thread {
            said["message_thread_id"] = .integer(thread)
            said["is_topic_message"] = true
        }
        return said
    }

    /// The group gets another number: what is sent to the old one is refused with the new.
    func migrate(to number: Int64) {
        formerChats.insert(chat)
        chat = number
    }

    /// Somebody deletes a topic by hand.
    func remove(_ thread: Int64) -> Bool {
        guard let index = topics.firstIndex(where: { $0.thread == thread }) else { return false }
        topics.remove(at: index)
        return true
    }

    func post(_ content: JSON) async -> JSON? {
        guard let webhook else { return nil }
        lastUpdate += 1
        var update: JSON = ["update_id": .integer(lastUpdate)]
        for member in content.members ?? [] { update[member.key] = member.value }
        await webhooks.post(
            WebhookNotice(url: webhook.url, type: "message", style: .telegram(secret: webhook.secret), payload: update))
        return update
    }

    // Rules

    func problem(with fields: JSON) -> TelegramAnswer? {
        guard let asked = fields["chat_id"]?.integer else { return .badRequest("chat_id is empty") }
        if asked == chat { return nil }
        guard formerChats.contains(asked) else { return .badRequest("chat not found") }
        return .migrated(to: chat)
    }

    func tooMany() -> TelegramAnswer? {
        let now = clock.now()
        sent = sent.filter { now - $0 < .seconds(60) }
        guard sent.count >= configuration.messagesPerMinute, let first = sent.first else { return nil }
        return .tooMany(retryAfter: max(1, Int((Duration.seconds(60) - (now - first)).components.seconds)))
    }

    func index(of fields: JSON) -> Int? {
        fields["message_thread_id"]?.integer.flatMap { thread in topics.firstIndex { $0.thread == thread } }
    }

    func keep(_ text: String, from sender: String, isBot: Bool, in index: Int, isProtected: Bool) -> Message {
        lastMessage += 1
        let message = Message(
            id: lastMessage, sender: sender, isBot: isBot, text: text, at: clock.now(), isProtected: isProtected)
        topics[index].messages.append(message)
        return message
    }

    var json: JSON {
        [
            "chat": .integer(chat), "webhook": JSON(webhook?.url),
            "topics": .array(
                topics.map { topic in
                    [
                        "thread": .integer(topic.thread), "name": .string(topic.name),
                        "messages": .array(topic.messages.map(\.json)),
                    ]
                }),
        ]
    }
}

extension TelegramGroup.Message {
    var json: JSON {
        [
            "id": .integer(id), "from": .string(sender), "isBot": .bool(isBot), "text": .string(text),
            "isProtected": .bool(isProtected), "file": JSON(file?.name), "type": JSON(file?.type),
            "content": JSON(file.map { Data($0.content).base64EncodedString() }),
        ]
    }
}
