// SPDX-License-Identifier: Apache-2.0

package import Conversations
package import Disclosure
import Foundation
package import Policy
package import Vault

/// WhatsApp's Cloud API (Graph API v23.0, 2025-11): messages out, marks, blocks, numbers and templates, everything through the one door.
///
/// The account is asked for at each use, so that one taken back sends nothing any more.
package struct WhatsAppChannel: MessageChannel {
    private let app: WhatsAppApp
    private let account: @Sendable () async throws -> WhatsAppAccount?
    private let budget: NumberBudget
    private let door: Door

    package init(
        app: WhatsAppApp, account: @escaping @Sendable () async throws -> WhatsAppAccount?, budget: NumberBudget,
        door: Door
    ) {
        self.app = app
        self.account = account
        self.budget = budget
        self.door = door
    }

    package var recipient: RecipientID { .whatsApp }

    package func wait(at number: String) -> Duration? { budget.wait(at: number) }

    private struct Taken: Decodable {
        struct Message: Decodable {
            let id: String
        }

        let messages: [Message]
    }

    private struct Success: Decodable {
        let success: Bool?
    }

    package func send(_ parcel: ChannelParcel) async throws -> ChannelAnswer<String> {
        var fields = [parcel.address]
        switch parcel.content {
        case .text(let text): fields.append(text)
        case .template(_, _, let values): fields.append(values)
        }
        if let replyTo = parcel.replyTo { fields.append(replyTo) }
        return try await post("messages", parcel.line, fields, reading: { (taken: Taken) in taken.messages.first?.id })
        {
            try WhatsAppMessage(parcel, $0).json
        }
    }

    package func markRead(
        _ message: SealedValue, isWriting: Bool, of line: ChannelLine
    ) async throws -> ChannelAnswer<Void> {
        try await post("messages", line, [message], reading: { (_: Success) in () }) { opened in
            var body: [String: Any] = [
                "messaging_product": "whatsapp", "status": "read", "message_id": try opened[message],
            ]
            if isWriting { body["typing_indicator"] = ["type": "text"] }
            return try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .withoutEscapingSlashes])
        }
    }

    package func setBlocked(
        _ isBlocked: Bool, _ address: SealedValue, of line: ChannelLine
    ) async throws -> ChannelAnswer<Void> {
        try await post(
            "block_users", line, [address], by: isBlocked ? .post : .delete, reading: { (_: Block) in () }
        ) { opened in
            let body: [String: Any] = [
                "messaging_product": "whatsapp", "block_users": [["user": try opened[address]]],
            ]
            return try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys])
        }
    }

    private struct Block: Decodable {
        let messaging_product: String?
    }

    // About nobody

    package func numbers() async throws -> ChannelAnswer<[ChannelNumber]>? {
        guard let account = try await account() else { return nil }
        let path = "\(account.account)/phone_numbers?fields=id,display_phone_number,verified_name,status,quality_rating"
        let outcome = try await door.call(recipient, call(.get, path, account))
        return ChannelAnswer<[ChannelNumber]>(outcome) { (list: WhatsAppNumbers) in
            list.data.map { $0.number(of: account.account) }
        }
    }

    package func subscribe() async throws -> ChannelAnswer<Void>? {
        guard let account = try await account() else { return nil }
        let outcome = try await door.call(recipient, call(.post, "\(account.account)/subscribed_apps", account))
        return ChannelAnswer<Void>(outcome) { (answer: Success) in answer.success == true ? () : nil }
    }

    package func templates() async throws -> ChannelAnswer<[MessageTemplate]>? {
        guard let account = try await account() else { return nil }
        var found: [MessageTemplate] = []
        var after: String?
        // A hundred at a time; an account may have 6,000.
        for _ in 0..<60 {
            let more = after.map { "&after=\(WhatsAppNumbers.pathPart($0))" } ?? ""
            let path =
                "\(account.account)/message_templates?fields=name,language,category,status,components&limit=100\(more)"
            let outcome = try await door.call(recipient, call(.get, path, account))
            switch ChannelAnswer<WhatsAppTemplates>(outcome, { (list: WhatsAppTemplates) in list }) {
            case .done(let page):
                found += page.data.compactMap { $0.template(of: account.account) }
                after = page.next
            case .refused(let trouble): return .refused(trouble)
            case .unreachable: return .unreachable
            case .unknown: return .unknown
            }
            if after == nil { break }
        }
        return .done(found)
    }

    // Calls

    private func post<Object: Decodable, Value: Sendable>(
        _ path: String, _ line: ChannelLine, _ fields: [SealedValue], by method: HTTPCall.Method = .post,
        reading value: (Object) -> Value?, body: @escaping @Sendable (OpenedFields) throws -> Data
    ) async throws -> ChannelAnswer<Value> {
        guard let account = try await account() else { return .refused(ChannelTrouble(.setUp, code: 0)) }
        let outcome = try await door.send(
            to: recipient, for: .support, about: line.person, fields: fields, subject: line.subject,
            as: .system("channel")
        ) { .http(call(method, "\(line.number)/\(path)", account, [UInt8](try body($0)))) }
        return ChannelAnswer(outcome, value)
    }

    private func call(
        _ method: HTTPCall.Method, _ path: String, _ account: WhatsAppAccount, _ body: [UInt8] = []
    ) -> HTTPCall {
        var headers = [(name: "Authorization", value: "Bearer \(account.token)")]
        if !body.isEmpty { headers.append((name: "Content-Type", value: "application/json")) }
        return HTTPCall(method, "\(app.baseURL)/\(app.version)/\(path)", headers: headers, body: body)
    }
}
