// SPDX-License-Identifier: Apache-2.0

import Crypto
import Values

/// Meta's Graph API for WhatsApp as several businesses see it (v23.0), and the telephones of the people who write to them.
actor WhatsAppNetwork {
    struct Account: Sendable {
        let id: String
        let token: String
        let numbers: [Number]
    }

    struct Number: Hashable, Sendable {
        let id: String
        let shown: String
        let name: String
    }

    /// One message as the telephone shows it.
    struct Message: Sendable {
        let id: String
        let number: String
        let phone: String
        let isFromPhone: Bool
        let kind: String
        var text: String
        let at: Instant
        var tag: String?
        var wasRead = false
        var reaction: String?
    }

    let configuration: WorldConfiguration.WhatsApp
    private let clock: any WallClock
    private let webhooks: Webhooks
    private let scenarios: Scenarios
    private(set) var messages: [Message] = []
    private(set) var subscribed: Set<String> = []
    private(set) var blocked: Set<String> = []
    /// What people call themselves, and the accounts of those who hide their number.
    private(set) var names: [String: String] = [:]
    private var hidden: [String: String] = [:]

    init(
        configuration: WorldConfiguration.WhatsApp, clock: any WallClock, webhooks: Webhooks, scenarios: Scenarios
    ) {
        self.configuration = configuration
        self.clock = clock
        self.webhooks = webhooks
        self.scenarios = scenarios
    }

    func reset() {
        messages = []
        subscribed = []
        blocked = []
        names = [:]
        hidden = [:]
    }

    // What businesses ask

    func account(bearing authorization: String?) -> Account? {
        configuration.accounts.first { authorization == "Bearer \($0.token)" }
    }

    func subscribe(_ account: Account) -> WhatsAppAnswer {
        subscribed.insert(account.id)
        return .ok(["success": true])
    }

    func numbers(of account: Account) -> WhatsAppAnswer {
        .ok([
            "data": .array(
                account.numbers.map {
                    [
                        "id": .string($0.id), "display_phone_number": .string($0.shown),
                        "verified_name": .string($0.name), "status": "CONNECTED", "quality_rating": "GREEN",
                    ]
                })
        ])
    }

    func setBlocked(_ isBlocked: Bool, _ fields: JSON, at number: String) -> WhatsAppAnswer {
        let users = (fields["block_users"]?.array ?? []).compactMap { $0["user"]?.nonEmpty }
        guard !users.isEmpty else { return .failed(.invalid("block_users is required")) }
        for user in users {
            let key = "\(number) \(Self.digits(user))"
            if isBlocked { blocked.insert(key) } else { blocked.remove(key) }
        }
        return .ok([
            "messaging_product": "whatsapp",
            "block_users": ["added_users": .array(users.map { ["input": .string($0)] })],
        ])
    }

    func take(_ fields: JSON, at number: String) async -> WhatsAppAnswer {
        guard fields["messaging_product"]?.string == "whatsapp" else {
            return .failed(.invalid("messaging_product is required"))
        }
        if fields["status"]?.string == "read" { return markRead(fields) }
        guard let to = fields["recipient"]?.nonEmpty ?? fields["to"]?.nonEmpty.map(Self.digits) else {
            return .failed(.invalid("to is required"))
        }
        let phone = hidden.first { $0.value == to }?.key ?? to
        let kind = fields["type"]?.string ?? "text"
        let text: String
        switch kind {
        case "text":
            guard let body = fields["text"]?["body"]?.nonEmpty, body.count <= 4096 else {
                return .failed(.invalid("text.body is required and has at most 4096 characters"))
            }
            guard isWindowOpen(phone, number) else { return .failed(.windowClosed) }
            text = body
        case "template":
            switch configuration.words(of: fields["template"] ?? [:]) {
            case .success(let words): text = words
            case .failure(let error): return .failed(error)
            }
        default: return .failed(.invalid("type is not supported here"))
        }
        return await accept(text, kind, fields, phone: phone, number)
    }

    private func accept(
        _ text: String, _ kind: String, _ fields: JSON, phone: String, _ number: String
    ) async -> WhatsAppAnswer {
        let id = Self.wamid(for: phone)
        let tag = fields["biz_opaque_callback_data"]?.nonEmpty
        messages.append(
            Message(
                id: id, number: number, phone: phone, isFromPhone: false, kind: kind, text: text, at: clock.now(),
                tag: tag))
        let failing = Int64(scenarios[.whatsApp].failReports)
        if let failing {
            await report(id, "failed", code: failing)
        } else {
            await report(id, "sent")
            await report(id, "delivered")
        }
        return .ok([
            "messaging_product": "whatsapp", "contacts": [["input": .string(phone), "wa_id": .string(phone)]],
            "messages": [["id": .string(id), "message_status": "accepted"]],
        ])
    }

    private func markRead(_ fields: JSON) -> WhatsAppAnswer {
        guard let id = fields["message_id"]?.string, let index = messages.firstIndex(where: { $0.id == id }) else {
            return .failed(.invalid("message_id is unknown"))
        }
        let (phone, number) = (messages[index].phone, messages[index].number)
        for earlier in messages.indices[...index]
        where messages[earlier].phone == phone && messages[earlier].number == number && messages[earlier].isFromPhone {
            messages[earlier].wasRead = true
        }
        return .ok(["success": true])
    }

    private func isWindowOpen(_ phone: String, _ number: String) -> Bool {
        guard let last = messages.last(where: { $0.phone == phone && $0.number == number && $0.isFromPhone }) else {
            return false
        }
        return clock.now() - last.at < .hours(24)
    }

    // What people do with their telephones

    /// Somebody writes; `fields` may carry a whole message object of Meta's under `message`, and `user_id` of one who hides the number.
    func say(_ fields: JSON) async -> JSON? {
        guard let phone = fields["phone"]?.nonEmpty.map(Self.digits),
            let number = number(fields["number"]?.nonEmpty), let account = holder(of: number)
        else { return nil }
        if let name = fields["name"]?.nonEmpty { names[phone] = name }
        let user = fields["user_id"]?.nonEmpty
        let isHidden = user != nil && fields["hide"]?.bool != false
        if let user { hidden[phone] = user }
        guard !blocked.contains("\(number.id) \(isHidden ? user ?? phone : phone)") else { return ["held": true] }
        let (id, now) = (fields["id"]?.nonEmpty ?? Self.wamid(for: phone), clock.now())
        let text = fields["text"]?.string ?? ""
        var message = fields["message"] ?? ["type": "text", "text": ["body": .string(text)]]
        message["id"] = message["id"] ?? .string(id)
        message["timestamp"] = message["timestamp"] ?? .string("\(now.seconds)")
        if !isHidden { message["from"] = .string(phone) }
        if let user { message["from_user_id"] = .string(user) }
        let kind = message["type"]?.string ?? "text"
        messages.append(
            Message(
                id: message["id"]?.string ?? id, number: number.id, phone: phone, isFromPhone: true, kind: kind,
                text: message["text"]?["body"]?.string ?? "[\(kind)]", at: now))
        var contact: JSON = ["profile": ["name": .string(names[phone] ?? phone)]]
        if !isHidden { contact["wa_id"] = .string(phone) }
        if let user { contact["user_id"] = .string(user) }
        let value: JSON = [
            "messaging_product": "whatsapp", "metadata": number.metadata, "contacts": [contact], "messages": [message],
        ]
        await post([(account.id, "messages", value)], type: "message")
        return message
    }

    /// The telephone shows what came to it.
    func read(phone: String) async {
        for message in messages where message.phone == Self.digits(phone) && !message.isFromPhone {
            await report(message.id, "read")
        }
    }

    /// One report about a message, as it may come in any order.
    func report(_ id: String, _ status: String, code: Int64? = nil, at seconds: Int64? = nil) async {
        let known = messages.first { $0.id == id }
        guard let number = number(known?.number), let account = holder(of: number) else { return }
        var report: JSON = [
            "id": .string(id), "status": .string(status), "timestamp": .string("\(seconds ?? clock.now().seconds)"),
            "recipient_id": .string(known?.phone ?? "0"),
        ]
        if let tag = known?.tag { report["biz_opaque_callback_data"] = .string(tag) }
        if let code {
            report["errors"] = [["code": .integer(code), "title": "Message failed", "message": "Message failed"]]
        }
        await post(
            [
                (
                    account.id, "messages",
                    ["messaging_product": "whatsapp", "metadata": number.metadata, "statuses": [report]]
                )
            ], type: status)
    }

    /// Everything of one delivery: account, field and value of each change.
    func post(_ changes: [(account: String, field: String, value: JSON)], type: String) async {
        guard let url = configuration.webhook else { return }
        let entries = changes.map { change -> JSON in
            ["id": .string(change.account), "changes": [["value": change.value, "field": .string(change.field)]]]
        }
        await webhooks.post(
            WebhookNotice(
                url: url, type: type, style: .whatsApp(secret: configuration.appSecret),
                payload: ["object": "whatsapp_business_account", "entry": .array(entries)]))
    }

    private func number(_ id: String?) -> Number? {
        let all = configuration.accounts.flatMap(\.numbers)
        guard let id else { return all.first }
        return all.first { $0.id == id }
    }

    private func holder(of number: Number) -> Account? {
        configuration.accounts.first { $0.numbers.contains(number) }
    }

    private static func digits(_ text: String) -> String { text.hasPrefix("+") ? String(text.dropFirst()) : text }

    /// As Meta makes them: the person's number stands in it.
    private static func wamid(for phone: String) -> String { "wamid.HBgL\(phone)FQIAER\(Token.make(18))" }
}

extension WhatsAppNetwork.Number {
    var metadata: JSON { ["display_phone_number": .string(shown), "phone_number_id": .string(id)] }
}

extension WhatsAppNetwork {
    var json: JSON {
        [
            "subscribed": .array(subscribed.sorted().map { .string($0) }),
            "blocked": .array(blocked.sorted().map { .string($0) }),
            "messages": .array(
                messages.map { message in
                    [
                        "id": .string(message.id), "number": .string(message.number), "phone": .string(message.phone),
                        "fromPhone": .bool(message.isFromPhone), "kind": .string(message.kind),
                        "text": .string(message.text), "read": .bool(message.wasRead),
                    ]
                }),
        ]
    }
}
