// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Foundation
import Policy
import Redaction
import Testing
import Values
import Vault

@testable import Integrations

@Suite("What the answers of language models mean")
struct ModelAnswerTests {
    private static let account = ModelAccount(.openAI, key: "k", model: "m")

    private func question(_ task: AssistanceTask) -> AssistanceQuestion {
        AssistanceQuestion(
            task: task, person: .random(), subject: [], language: .english, lines: [], passages: [])
    }

    private func answer(
        _ status: Int, _ body: String, headers: [(name: String, value: String)] = [], redactor: Redactor = Redactor()
    ) -> AssistanceAnswer {
        let outcome = DisclosureOutcome.answered(
            .http(status: status, headers: headers, body: Array(body.utf8)), .random())
        return AssistanceAnswer(outcome, question(.insight), Self.account, redactor)
    }

    private static func completion(_ content: String, _ reason: String = "stop") throws -> String {
        let quoted = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        return
            #"{"model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":\#(quoted),"refusal":null},"finish_reason":"\#(reason)"}],"usage":{"total_tokens":12}}"#
    }

    private static let content =
        #"{"text":"Hi [NAME_1]","next_step":"","mood":"negative","score":140,"reasons":["[NAME_9] is angry"],"sources":[]}"#

    @Test func `an answer has what was replaced put back, and what it made up is counted`() throws {
        var redactor = Redactor()
        _ = redactor.redact("My name is Sarah Lee")

        let answered = answer(200, try Self.completion(Self.content), redactor: redactor)

        guard case .answered(let found, "m-1", 12) = answered else { throw Unexpected() }
        #expect(found.text == "Hi Sarah Lee" && found.mood == .negative && found.score == 100)
        #expect(found.reasons == [.words("… is angry")] && found.invented == 1)
    }

    private struct Unexpected: Error {}

    @Test(arguments: [
        (
            401, #"{"error":{"message":"","type":"","param":null,"code":"invalid_api_key"}}"#,
            AssistanceFailure.unauthorised
        ),
        (402, #"{"error":{"code":402,"message":"Insufficient credits"}}"#, .exhausted),
        (403, #"{"error":{"code":403,"message":"Moderation"}}"#, .declined),
        (400, #"{"error":{"message":"","type":"invalid_request_error","param":"x","code":null}}"#, .unusable),
        (
            429, #"{"error":{"message":"","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#,
            .exhausted
        ),
        (429, #"{"error":{"code":429,"message":"Rate limit exceeded"}}"#, .busy(.seconds(7))),
        (408, "", .unreachable), (500, "<html>", .unreachable), (503, "{}", .unreachable), (529, "{}", .unreachable),
        (200, #"{"error":{"code":502,"message":"Provider returned error"},"choices":[]}"#, .unreachable),
        (200, #"{"choices":[{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}]}"#, .declined),
        (200, #"{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}"#, .declined),
        (200, #"{"choices":[{"message":{"content":"{\"text\":\"Hi"},"finish_reason":"length"}]}"#, .cutShort),
        (200, #"{"choices":[{"message":{"content":"Sure!"},"finish_reason":"stop"}]}"#, .unusable),
        (200, "not json", .unusable), (200, "{}", .unusable),
    ])
    func `each error leads to what can be done about it`(status: Int, body: String, failure: AssistanceFailure) {
        guard case .failed(let found, _) = answer(status, body, headers: [(name: "Retry-After", value: "7")]) else {
            Issue.record("\(status) was taken for an answer")
            return
        }
        #expect(found == failure)
    }

    @Test func `no request asks to be stored, and OpenRouter's goes to nobody who keeps or trains`() throws {
        func body(_ provider: ModelAccount.Provider) throws -> String {
            let request = ModelRequest(
                ModelAccount(provider, key: "k", model: "m"), .reply, "x", in: .vietnamese)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(request), as: UTF8.self)
        }

        #expect(try body(.openAI).contains(#""store":false"#))
        let routed =
            #""provider":{"allow_fallbacks":false,"data_collection":"deny","require_parameters":true,"zdr":true}"#
        #expect(try body(.openRouter).contains(routed))
        #expect(try body(.openRouter).contains(#""strict":true"#))
    }
}
