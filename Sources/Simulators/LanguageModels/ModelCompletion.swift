// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a model says: the same to the same question, by its scenario.
struct ModelCompletion {
    let model: String
    let asked: String
    let isInsight: Bool
    let scenario: Scenario
    let provider: Provider
    let at: Int64

    var answer: Answer {
        switch scenario.modelMode {
        case "refuse": completion(nil, refusal: "I cannot help with that.", "stop")
        case "filter": completion("", "content_filter")
        case "cut": completion(String(content.prefix(content.count / 2)), "length")
        case "garbage": completion("Sure! Here is your reply: hello", "stop")
        case "break":
            .json(["id": "gen-1", "error": ["code": 502, "message": "Provider returned error"], "choices": []])
        default: completion(content, "stop")
        }
    }

    private func completion(_ content: String?, refusal: String? = nil, _ reason: String) -> Answer {
        let choice: JSON = [
            "index": 0, "message": ["role": "assistant", "content": JSON(content), "refusal": JSON(refusal)],
            "finish_reason": .string(reason),
        ]
        var body: JSON = [
            "id": "chatcmpl-world", "object": .string(["chat", "completion"].joined(separator: ".")),
            "created": .integer(at), "model": .string(model),
            "choices": .array([choice]),
            "usage": ["prompt_tokens": 120, "completion_tokens": 40, "total_tokens": 160],
        ]
        if provider == .openRouter {
            body["provider"] = "World"
            body["native_finish_reason"] = .string(reason)
        }
        return .json(body)
    }

    private var content: String {
        if !scenario.modelAnswer.isEmpty { return scenario.modelAnswer }
        let names = placeholders.joined(separator: " ")
        let invented = scenario.modelMode == "invent" ? " [NAME_77]" : ""
        let isAngry = ["terrible", "angry", "bực", "tệ"].contains { asked.contains($0) }
        let text =
            isInsight ? "A customer asks for help. \(names)\(invented)" : "Thank you for writing. \(names)\(invented)"
        let answer: JSON = [
            "text": .string(text), "next_step": isInsight ? "Answer the question." : "",
            "mood": .string(isInsight ? (isAngry ? "negative" : "positive") : "neutral"),
            "score": .integer(isInsight ? 60 : 0), "reasons": isInsight ? ["The customer asks about a plan."] : [],
            "sources": asked.contains("[1]") ? [1] : [],
        ]
        return answer.text
    }

    /// Those it was shown, each once, as it was shown them.
    private var placeholders: [String] {
        var seen: [String] = []
        for match in asked.matches(of: #/\[[A-Z]+_\d+\]/#) where !seen.contains(String(match.output)) {
            seen.append(String(match.output))
        }
        return seen
    }
}
