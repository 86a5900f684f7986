// SPDX-License-Identifier: Apache-2.0

extension Scenario {
    /// One switch: its name in JSON, how a page explains it, and where it is kept.
    struct Switch: Sendable {
        enum Kind: Sendable {
            case flag(any WritableKeyPath<Scenario, Bool> & Sendable)
            case number(any WritableKeyPath<Scenario, Int> & Sendable)
            case text(any WritableKeyPath<Scenario, String> & Sendable)
        }

        let name: String
        let label: String
        let providers: [Provider]
        var choices: [String] = []
        let kind: Kind
    }

    var json: JSON {
        .object(
            Self.switches.map { item in
                let value: JSON =
                    switch item.kind {
                    case .flag(let path): .bool(self[keyPath: path])
                    case .number(let path): .integer(Int64(self[keyPath: path]))
                    case .text(let path): .string(self[keyPath: path])
                    }
                return JSON.Member(key: item.name, value: value)
            })
    }

    /// Sets what is named; returns the first name that is no switch or has another kind of value. A browser does not
    /// send unticked boxes, so that a form sets all flags it lists under `flags`.
    mutating func set(_ fields: JSON, fromForm: Bool) -> String? {
        var fields = fields.members ?? []
        if fromForm, let listed = fields.first(where: { $0.key == "flags" })?.value.string {
            fields.removeAll { $0.key == "flags" }
            for name in listed.split(separator: " ") where !fields.contains(where: { $0.key == name }) {
                fields.append(JSON.Member(key: String(name), value: false))
            }
        }
        for field in fields {
            guard let item = Self.switches.first(where: { $0.name == field.key }), apply(field.value, to: item) else {
                return field.key
            }
        }
        return nil
    }

    private mutating func apply(_ value: JSON, to item: Switch) -> Bool {
        switch item.kind {
        case .flag(let path):
            guard let flag = value.bool ?? value.string.map({ ["on", "true", "1"].contains($0) }) else { return false }
            self[keyPath: path] = flag
        case .number(let path):
            guard let number = value.integer, (0...10_000_000).contains(number) else { return false }
            self[keyPath: path] = Int(number)
        case .text(let path):
            guard let text = value.string, item.choices.isEmpty || item.choices.contains(text) else { return false }
            self[keyPath: path] = text
        }
        return true
    }

    private static func flag(
        _ name: String, _ label: String, _ providers: [Provider], _ path: any WritableKeyPath<Scenario, Bool> & Sendable
    ) -> Switch {
        Switch(name: name, label: label, providers: providers, kind: .flag(path))
    }

    private static func number(
        _ name: String, _ label: String, _ providers: [Provider], _ path: any WritableKeyPath<Scenario, Int> & Sendable
    ) -> Switch {
        Switch(name: name, label: label, providers: providers, kind: .number(path))
    }

    private static func text(
        _ name: String, _ label: String, _ providers: [Provider],
        _ path: any WritableKeyPath<Scenario, String> & Sendable,
        choices: [String] = []
    ) -> Switch {
        Switch(name: name, label: label, providers: providers, choices: choices, kind: .text(path))
    }

    private static let web: [Provider] = [.stripe, .telegram, .whatsApp] + suppliers + models
    private static let callers: [Provider] = [.stripe, .vietQR, .telegram, .whatsApp] + suppliers
    private static let called: [Provider] = [.stripe, .mail, .telegram, .whatsApp] + suppliers + models
    private static let suppliers: [Provider] = [.esimAccess, .airalo]
    private static let models: [Provider] = [.openAI, .openRouter]

    static let switches: [Switch] = [
        number("latencyMilliseconds", "Answer after so many milliseconds", called, \.latencyMilliseconds),
        number("failNext", "Refuse the next so many calls", called, \.failNext),
        flag("failAlways", "Refuse every call", called, \.failAlways),
        number("failStatus", "Status to refuse with", called, \.failStatus),
        text("failCode", "Provider's error code to refuse with", web, \.failCode),
        text("path", "Only calls whose method and path contain", web, \.path),
        number("loseAnswers", "Do the work, but lose the next so many answers", called, \.loseAnswers),
        number("webhookCopies", "Send each notification so many times", callers, \.webhookCopies),
        flag("webhookParallel", "Send the copies all at once", callers, \.webhookParallel),
        flag("webhookFreshIDs", "Give each copy an id of its own", callers, \.webhookFreshIDs),
        flag("webhookHold", "Keep notifications back until released", callers, \.webhookHold),
        number(
            "webhookDelayMilliseconds", "Send notifications so many milliseconds late", callers,
            \.webhookDelayMilliseconds),
        number("webhookReorder", "Collect so many notifications, then send the last first", callers, \.webhookReorder),
        flag("skipWebhooks", "Send no notifications at all", callers, \.skipWebhooks),
        flag(
            "webhookBeforeRedirect", "Send the buyer back only after the webhooks", [.stripe], \.webhookBeforeRedirect),
        text(
            "refundOutcome", "Refunds end as", [.stripe], \.refundOutcome, choices: ["succeeded", "pending", "failed"]),
        flag("stopAllocating", "Give orders no profiles", suppliers, \.stopAllocating),
        text("outOfStock", "Out of stock: codes with commas, or *", suppliers, \.outOfStock),
        text("newPrices", "Prices that moved, as JP0530=42000", suppliers, \.newPrices),
        text("discontinued", "No longer sold: codes with commas", suppliers, \.discontinued),
        flag("noBalance", "The shop's balance is empty", suppliers, \.noBalance),
        flag("failOrders", "Let orders in the queue fail", [.airalo], \.failOrders),
        flag("forgeSignatures", "Sign notifications with a wrong secret", [.airalo], \.forgeSignatures),
        text("failReports", "Take messages, then report them as failed with this code", [.whatsApp], \.failReports),
        text(
            "modelMode", "The model will", models, \.modelMode,
            choices: ["answer", "refuse", "filter", "cut", "garbage", "invent", "break"]),
        text("modelAnswer", "Answer with this content, as JSON", models, \.modelAnswer),
        text(
            "mailMode", "The mail server will", [.mail], \.mailMode,
            choices: ["accept", "greylist", "reject", "slow", "drop", "plain", "refuse"]),
    ]
}
