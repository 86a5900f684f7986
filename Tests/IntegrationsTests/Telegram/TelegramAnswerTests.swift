// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Testing
import Values

@testable import Integrations

@Suite("What Telegram's answers mean")
struct TelegramAnswerTests {
    private struct Posted: Decodable {
        let message_id: Int64
    }

    private func answer(_ status: Int, _ body: String) -> BridgeAnswer<Int64> {
        let outcome = DisclosureOutcome.answered(.http(status: status, headers: [], body: Array(body.utf8)), .random())
        return BridgeAnswer(outcome) { (posted: Posted) in posted.message_id }
    }

    private func meaning(_ status: Int, _ body: String) -> String {
        switch answer(status, body) {
        case .done(let number): "done \(number)"
        case .topicMissing: "topic missing"
        case .moved(let group): "moved to \(group.chat)"
        case .wait(let span): "wait \(span.components.seconds)"
        case .unreachable: "unreachable"
        case .refused(let code): "refused \(code)"
        }
    }

    @Test(arguments: [
        (200, #"{"ok":true,"result":{"message_id":7}}"#, "done 7"),
        (
            429,
            #"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 30","parameters":{"retry_after":30}}"#,
            "wait 30"
        ),
        (429, #"{"ok":false,"error_code":429,"description":"Too Many Requests"}"#, "wait 5"),
        (
            400, #"{"ok":false,"error_code":400,"description":"Bad Request: message thread not found"}"#,
            "topic missing"
        ),
        (
            400,
            #"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1009}}"#,
            "moved to -1009"
        ),
        (
            403, #"{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the supergroup chat"}"#,
            "refused telegram-403"
        ),
        (401, #"{"ok":false,"error_code":401,"description":"Unauthorized"}"#, "refused telegram-401"),
        (500, #"{"ok":false,"error_code":500,"description":"Internal Server Error"}"#, "unreachable"),
        (502, "<html>Bad Gateway</html>", "unreachable"),
        (200, #"{"ok":true}"#, "refused telegram-200"),
    ])
    func `each answer leads to what can be done about it`(status: Int, body: String, expected: String) {
        #expect(meaning(status, body) == expected)
    }

    @Test func `somebody who writes for the first time goes before those who follow`() {
        let budget = GroupBudget()

        for _ in 1...14 { #expect(budget.wait(for: -1, isFirst: false) == nil) }

        #expect(budget.wait(for: -1, isFirst: false) != nil)
        #expect(budget.wait(for: -1, isFirst: true) == nil)
        #expect(budget.wait(for: -2, isFirst: false) == nil, "each group has a budget of its own")
    }
}
