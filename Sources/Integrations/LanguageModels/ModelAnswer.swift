// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Foundation
import Redaction

/// What the API answers: a completion, or an error whose code is text at OpenAI and a number at OpenRouter, which also puts errors into
/// answers that began well.
struct ModelAnswer: Decodable {
    struct Choice: Decodable {
        struct Message: Decodable {
            let content: String?
            let refusal: String?
        }

        let message: Message?
        let finish_reason: String?
    }

    struct Usage: Decodable {
        let total_tokens: Int?
    }

    struct Problem: Decodable {
        struct Code: Decodable {
            let text: String

            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                // Text at one provider, a number at the other; null at either.
                text = (try? value.decode(String.self)) ?? (try? value.decode(Int.self)).map { "\($0)" } ?? ""
            }
        }

        let code: Code?
        let type: String?
    }

    let model: String?
    let choices: [Choice]?
    let usage: Usage?
    let error: Problem?
}

/// What is in the content, by the schema that was asked for.
private struct ModelContent: Decodable {
    let text: String
    let next_step: String
    let mood: Mood?
    let score: Int
    let reasons: [String]
    let sources: [Int]
}

extension Mood: Decodable {}

extension AssistanceAnswer {
    /// What became of a call, with what was replaced put back.
    init(_ outcome: DisclosureOutcome, _ question: AssistanceQuestion, _ account: ModelAccount, _ redactor: Redactor) {
        switch outcome {
        case .answered(.http(let status, let headers, let body), _):
            // Unreadable: judged by its status alone.
            let answer = try? JSONDecoder().decode(ModelAnswer.self, from: Data(body))
            let tokens = max(0, answer?.usage?.total_tokens ?? 0)
            if let failure = Self.failure(status, headers, answer) {
                self = .failed(failure, tokens: tokens)
            } else if let found = Self.findings(answer, question, redactor) {
                self = .answered(found, model: answer?.model ?? account.model, tokens: tokens)
            } else {
                self = .failed(.unusable, tokens: tokens)
            }
        case .answered: self = .failed(.unusable, tokens: 0)
        case .refused(.vault(let refusal)): self = .refused(refusal)
        case .refused(let refusal): self = .failed(.notDisclosed(refusal.code), tokens: 0)
        case .undelivered: self = .failed(.unreachable, tokens: 0)
        }
    }

    private static func failure(
        _ status: Int, _ headers: [(name: String, value: String)], _ answer: ModelAnswer?
    ) -> AssistanceFailure? {
        let code = answer?.error?.code?.text ?? ""
        let choice = answer?.choices?.first
        let number = status == 200 && answer?.error != nil ? Int(code) ?? 500 : status
        switch number {
        case 200..<300:
            if choice?.message?.refusal != nil || choice?.finish_reason == "content_filter" { return .declined }
            if choice?.finish_reason == "length" { return .cutShort }
            return choice?.finish_reason == "error" ? .unreachable : nil
        case 401: return .unauthorised
        case 402: return .exhausted
        case 403: return .declined
        case 429 where code == "insufficient_quota" || answer?.error?.type == "insufficient_quota": return .exhausted
        case 429: return .busy(wait(headers))
        case 408, 500...: return .unreachable
        default: return .unusable
        }
    }

    /// `retry-after-ms` before `retry-after` in seconds, at most two minutes, as OpenAI's own clients read them.
    private static func wait(_ headers: [(name: String, value: String)]) -> Duration {
        func number(_ name: String) -> Double? {
            headers.first { $0.name.lowercased() == name }.flatMap { Double($0.value) }
        }
        let seconds = number("retry-after-ms").map { $0 / 1000 } ?? number("retry-after") ?? 1
        return .milliseconds(Int(min(max(seconds, 0), 120) * 1000))
    }

    private static func findings(
        _ answer: ModelAnswer?, _ question: AssistanceQuestion, _ redactor: Redactor
    ) -> AssistanceFindings? {
        // Another shape: unusable.
        guard let text = answer?.choices?.first?.message?.content,
            let content = try? JSONDecoder().decode(ModelContent.self, from: Data(text.utf8)),
            !content.text.isEmpty
        else { return nil }
        var invented = 0
        func restored(_ text: String) -> String {
            let restored = redactor.restore(text)
            invented += restored.invented
            return restored.text
        }
        let isInsight = question.task == .insight
        return AssistanceFindings(
            text: restored(content.text), nextStep: isInsight ? restored(content.next_step) : "",
            mood: isInsight ? content.mood ?? .neutral : nil, score: isInsight ? min(max(content.score, 0), 100) : nil,
            reasons: isInsight ? content.reasons.prefix(4).map { .words(restored($0)) } : [],
            sources: isInsight ? [] : content.sources.map { $0 - 1 }, invented: invented)
    }
}
