// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Values

extension World {
    /// OpenAI's API at `/openai/v1`, OpenRouter's at `/openrouter/api/v1`: as much of them as answers one question.
    func addModelRoutes(to routes: inout Routes) {
        routes.post("/openai/v1/chat/completions") { await complete($0, .openAI) }
        routes.post("/openrouter/api/v1/chat/completions") { await complete($0, .openRouter) }
        routes.get("/openai/v1/models") { request in
            await recorded(request, .openAI) { _ in
                guard isKnown(request, .openAI) else { return ModelError.key.answer(.openAI) }
                return .json(["object": "list", "data": [["id": "gpt-world", "object": "model"]]])
            }
        }
        routes.get("/openrouter/api/v1/key") { request in
            await recorded(request, .openRouter) { _ in
                guard isKnown(request, .openRouter) else { return ModelError.key.answer(.openRouter) }
                return .json(["data": ["label": "world", "usage": 0, "limit": nil]])
            }
        }
    }

    private func isKnown(_ request: WorldRequest, _ provider: Provider) -> Bool {
        let key = provider == .openAI ? configuration.models.openAIKey : configuration.models.openRouterKey
        return request.header("Authorization") == "Bearer \(key)"
    }

    private func complete(_ request: WorldRequest, _ provider: Provider) async -> Reply {
        await recorded(request, provider) { turn in
            if turn.latency > .zero { try? await Task.sleep(for: turn.latency) }  // Cancelled: answer at once.
            if let failure = turn.failure {
                return ModelError(status: failure.status, code: failure.code).answer(provider)
            }
            guard isKnown(request, provider) else { return ModelError.key.answer(provider) }
            guard let body = JSON(parsing: request.body), let model = body["model"]?.nonEmpty,
                let messages = body["messages"]?.array, !messages.isEmpty
            else { return ModelError(status: 400, code: "invalid_request").answer(provider) }
            let asked = messages.last?["content"]?.string ?? ""
            return ModelCompletion(
                model: model, asked: asked, isInsight: (messages.first?["content"]?.string ?? "").contains("next_step"),
                scenario: scenarios[provider], provider: provider, at: clock.now().milliseconds / 1000
            ).answer
        }
    }
}

/// An error as each of them words it: all four keys at OpenAI, a number for a code at OpenRouter.
struct ModelError {
    let status: Int
    let code: String

    static let key = ModelError(status: 401, code: "invalid_api_key")

    func answer(_ provider: Provider) -> Answer {
        let words = "The request failed (\(status))."
        let error: JSON =
            provider == .openAI
            ? [
                "message": .string(words), "type": code == "insufficient_quota" ? "insufficient_quota" : "api_error",
                "param": nil, "code": code.isEmpty ? nil : .string(code),
            ] : ["code": .integer(Int64(status)), "message": .string(words)]
        var answer = Answer.json(["error": error], status: .init(code: status))
        if status == 429 { answer.headers[.retryAfter] = "2" }
        return answer
    }
}
