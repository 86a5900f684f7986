// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What the Bot API answers (tdlib/telegram-bot-api, Query.cpp): the HTTP status repeats the error's code.
enum TelegramAnswer: Sendable {
    case ok(JSON)
    case failed(Int, String, JSON?)

    static func badRequest(_ why: String) -> TelegramAnswer { .failed(400, "Bad Request: \(why)", nil) }

    static func tooMany(retryAfter seconds: Int) -> TelegramAnswer {
        .failed(
            429, "Too Many Requests: retry after \(seconds)", ["retry_after": .integer(Int64(seconds))])
    }

    static func migrated(to chat: Int64) -> TelegramAnswer {
        .failed(
            400, "Bad Request: group chat was upgraded to a supergroup chat", ["migrate_to_chat_id": .integer(chat)])
    }

    var answer: Answer {
        switch self {
        case .ok(let result): return .json(["ok": true, "result": result])
        case .failed(let code, let words, let parameters):
            var body: JSON = ["ok": false, "error_code": .integer(Int64(code)), "description": .string(words)]
            if let parameters { body["parameters"] = parameters }
            return .json(body, status: .init(code: code))
        }
    }
}
