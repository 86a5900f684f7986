// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Foundation

/// Every answer of the Bot API: `{"ok": true, "result": …}`, or an error with a code, words and sometimes what to do.
struct TelegramReply<Result: Decodable>: Decodable {
    struct Parameters: Decodable {
        let retry_after: Int?
        let migrate_to_chat_id: Int64?
    }

    let ok: Bool
    let result: Result?
    let error_code: Int?
    let description: String?
    let parameters: Parameters?
}

extension BridgeAnswer {
    /// What the Bot API's answer means for whoever carries.
    init<Result: Decodable>(_ outcome: DisclosureOutcome, _ value: (Result) -> Value?) {
        switch outcome {
        case .answered(.http(let status, _, let body), _):
            // Unreadable: as if not answered.
            guard let reply = try? JSONDecoder().decode(TelegramReply<Result>.self, from: Data(body)) else {
                self = .unreachable
                return
            }
            if reply.ok, let result = reply.result, let found = value(result) {
                self = .done(found)
            } else {
                self = Self.refusal(reply, status: status)
            }
        case .answered: self = .unreachable
        case .refused(let refusal): self = .refused(code: "not-disclosed:" + refusal.code)
        case .undelivered: self = .unreachable
        }
    }

    /// Descriptions are what tdlib/telegram-bot-api writes (Client.cpp, read 2026-11).
    private static func refusal<Result>(_ reply: TelegramReply<Result>, status: Int) -> BridgeAnswer {
        let words = reply.description?.lowercased() ?? ""
        if let chat = reply.parameters?.migrate_to_chat_id { return .moved(to: BridgeGroup(chat: chat)) }
        if words.contains("thread not found") || words.contains("topic_deleted") || words.contains("topic_id_invalid") {
            return .topicMissing
        }
        switch reply.error_code ?? status {
        case 429: return .wait(.seconds(min(max(reply.parameters?.retry_after ?? 5, 1), 3600)))
        case 500...: return .unreachable
        case let code: return .refused(code: "telegram-\(code)")
        }
    }
}
