// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
package import Values
package import Vault

/// A member of staff answers, or writes a note for colleagues. The same client id sent again is the same message.
package struct AnswerVisitor: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case reply
        /// Never shown to the visitor.
        case note
    }

    package enum Outcome: Sendable {
        case stored(Message)
        case invalid(MessageText.Problem)
        case erased
        case notFound
        case forbidden
    }

    let foundation: ConversationsFoundation
    let following: @Sendable (ID<Conversation>, Instant) -> [Job]

    package func callAsFunction(
        _ typed: String, as kind: Kind, in id: ID<Conversation>, clientID: ID<Message>,
        over route: Message.Route = .console, by caller: Caller
    ) async throws -> Outcome {
        guard let agent = caller.agent else { return .forbidden }
        let text: MessageText
        do {
            text = try MessageText(typed)
        } catch {
            return .invalid(error)
        }
        let conversation = try await foundation.data.read { try ConversationQueries.conversation(id, in: $0) }
        guard let conversation else { return .notFound }
        guard let sealer = try await foundation.vault.sealer(for: conversation.person) else { return .erased }
        let now = foundation.clock.now()
        let direction: Message.Direction = kind == .reply ? .fromStaff : .note
        let mail = kind == .reply ? [MailAnswer.job(for: id, at: now)] : []
        let append = AppendMessage(
            try NewMessage(
                text, in: id, sealedBy: sealer, foundBy: foundation.searchKey, direction, over: route, by: agent.id,
                clientID: clientID, at: now),
            jobs: mail + following(id, now), at: now)
        switch try await foundation.data.write({ try append(in: $0) }) {
        case .stored(let message), .already(let message): return .stored(message)
        case .gone: return .erased
        }
    }
}
