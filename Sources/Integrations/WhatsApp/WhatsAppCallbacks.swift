// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// What Meta posts to the one address of the app: about several accounts and numbers at once, each thing possibly again.
package struct WhatsAppCallbacks: Sendable {
    private let app: WhatsAppApp

    package init(app: WhatsAppApp) {
        self.app = app
    }

    /// Meta asks whether the address is ours: what it is to hear; nil for whoever does not know our word.
    package func challenge(_ query: [String: String]) -> String? {
        guard query["hub.mode"] == "subscribe", let challenge = query["hub.challenge"],
            let token = query["hub.verify_token"], !app.verifyToken.isEmpty, challenge.utf8.count <= 1000,
            // Comparing digests takes the same time wherever the first difference is.
            SHA256.hash(data: [UInt8](token.utf8)) == SHA256.hash(data: [UInt8](app.verifyToken.utf8))
        else { return nil }
        return challenge
    }

    package enum Verdict: Sendable {
        case genuine([Item])
        /// Nothing is stored. The reason is for the log.
        case refused(reason: String)
        /// Meta's, and nothing we know.
        case unreadable
    }

    /// One thing out of a delivery.
    package struct Item: Sendable {
        /// The same when it is delivered again; names nobody.
        package let event: String
        /// The number of ours it came to, if any, then the account.
        package let accounts: [String]
        package let body: [UInt8]
    }

    /// Checks the signature before anything is read.
    package func verify(_ body: [UInt8], signature: String?) -> Verdict {
        guard WhatsAppSignature.isGenuine(signature, body: body, secret: app.secret) else {
            return .refused(reason: signature == nil ? "signature missing" : "wrong signature")
        }
        // Nothing else than what it says below is read, and why it is not is of no use.
        guard let root = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
            root["object"] as? String == "whatsapp_business_account", let entries = root["entry"] as? [[String: Any]]
        else { return .unreadable }
        return .genuine(entries.flatMap(Self.items))
    }

    private static func items(of entry: [String: Any]) -> [Item] {
        let account = entry["id"] as? String ?? (entry["id"] as? NSNumber)?.stringValue ?? ""
        let changes = entry["changes"] as? [[String: Any]] ?? []
        return changes.flatMap { change -> [Item] in
            guard let field = change["field"] as? String, let value = change["value"] as? [String: Any] else {
                return []
            }
            return items(field, value, account: account)
        }
    }

    private static func items(_ field: String, _ value: [String: Any], account: String) -> [Item] {
        let number = (value["metadata"] as? [String: Any])?["phone_number_id"] as? String
        let accounts = [number, account].compactMap { $0 }.filter { !$0.isEmpty }
        let envelope: [String: Any] = ["field": field, "account": account, "number": number ?? ""]
        func item(_ kind: String, _ name: String, _ content: [String: Any]) -> Item? {
            // What came as JSON goes as JSON.
            guard
                let body = try? JSONSerialization.data(
                    withJSONObject: envelope.merging(content) { _, new in new },
                    options: [.sortedKeys, .withoutEscapingSlashes])
            else { return nil }
            return Item(event: "\(kind):\(digest(name))", accounts: accounts, body: [UInt8](body))
        }
        let messages =
            (value["messages"] as? [[String: Any]] ?? []) + (value["message_echoes"] as? [[String: Any]] ?? [])
        let statuses = value["statuses"] as? [[String: Any]] ?? []
        guard !(messages.isEmpty && statuses.isEmpty) else {
            let name = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
            return [item("notice", "\(field) \(account) \(name.map { "\(digest($0))" } ?? "")", ["value": value])]
                .compactMap { $0 }
        }
        let contacts = value["contacts"] as? [[String: Any]] ?? []
        return messages.compactMap { message in
            let name = "\(number ?? "") \(text(message["id"])) \(text(message["type"]))"
            var content: [String: Any] = ["message": message]
            if let contact = contact(of: message, among: contacts) { content["contact"] = contact }
            return item("message", name, content)
        }
            + statuses.compactMap { status in
                item("status", "\(text(status["id"])) \(text(status["status"]))", ["status": status])
            }
    }

    private static func contact(of message: [String: Any], among contacts: [[String: Any]]) -> [String: Any]? {
        let (phone, user) = (text(message["from"]), text(message["from_user_id"]))
        return contacts.first { !phone.isEmpty && text($0["wa_id"]) == phone }
            ?? contacts.first { !user.isEmpty && text($0["user_id"]) == user }
            ?? (contacts.count == 1 ? contacts[0] : nil)
    }

    private static func text(_ value: Any?) -> String { value as? String ?? "" }

    private static func digest(_ name: String) -> String { digest(Data(name.utf8)) }

    private static func digest(_ data: Data) -> String {
        SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
