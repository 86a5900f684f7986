// SPDX-License-Identifier: Apache-2.0

package import Conversations
package import Disclosure
import Foundation
package import Policy
import Redaction
import Synchronization
package import Vault

/// A model of OpenAI or behind OpenRouter, over the chat completions both speak. What it is sent is opened by the door, and personal data is
/// replaced by placeholders before the request exists; the answer has them put back.
package struct ModelEngine: AssistanceEngine {
    private static let deadline = Duration.seconds(30)

    private let account: ModelAccount
    private let door: Door

    package init(account: ModelAccount, door: Door) {
        self.account = account
        self.door = door
    }

    package var name: String { account.provider.recipient.name }
    package var model: String { account.model }
    package var recipient: RecipientID? { account.provider.recipient }

    /// Kept until the answer comes: what stands for what.
    private final class Replaced: Sendable {
        let redactor = Mutex(Redactor())
    }

    package func answer(_ question: AssistanceQuestion, as caller: Caller) async throws -> AssistanceAnswer {
        let replaced = Replaced()
        let outcome = try await door.send(
            to: account.provider.recipient, for: .assistance, about: question.person,
            fields: question.lines.map(\.text),
            subject: question.subject, as: caller
        ) { opened in
            let lines = try question.lines.map { line in
                let text = try opened[line.text]
                return (isFromVisitor: line.isFromVisitor, text: replaced.redactor.withLock { $0.redact(text) })
            }
            return .http(
                try call(
                    ModelRequest(
                        account, question.task, ModelRequest.content(lines, question.passages), in: question.language)))
        }
        return AssistanceAnswer(outcome, question, account, replaced.redactor.withLock { $0 })
    }

    private func call(_ body: ModelRequest) throws -> HTTPCall {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return HTTPCall(
            .post, "\(account.baseURL)/chat/completions",
            headers: authorised + [(name: "Content-Type", value: "application/json")],
            body: [UInt8](try encoder.encode(body)), deadline: Self.deadline)
    }

    private var authorised: [(name: String, value: String)] {
        [(name: "Authorization", value: "Bearer \(account.key)")]
    }

    /// What a provider says to somebody who only shows the key.
    package enum Greeting: Sendable {
        case welcome
        case refused(String)
        case unreachable
    }

    /// Asks something about nobody: the models there are, or what the key may.
    package func greet() async throws -> Greeting {
        let path = account.provider == .openAI ? "models" : "key"
        let outcome = try await door.call(
            account.provider.recipient,
            HTTPCall(.get, "\(account.baseURL)/\(path)", headers: authorised, deadline: .seconds(15)))
        switch outcome {
        case .answered(.http(let status, _, _), _):
            return status == 200 ? .welcome : status >= 500 ? .unreachable : .refused("HTTP \(status)")
        case .answered, .undelivered: return .unreachable
        case .refused(let refusal): return .refused(refusal.code)
        }
    }
}
