// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values
import Vault

/// A member of staff changes what they wrote. What stood there before is gone; that it was changed is said.
struct EditMessage: Sendable {
    enum Outcome: Sendable, Equatable {
        case edited
        /// It says that already.
        case unchanged
        case invalid(MessageText.Problem)
        /// Not theirs, not there, or its person was erased.
        case notFound
        case forbidden
    }

    let foundation: ConversationsFoundation

    func callAsFunction(
        _ clientID: ID<Message>, of id: ID<Conversation>, to typed: String, by caller: Caller
    ) async throws -> Outcome {
        guard let agent = caller.agent else { return .forbidden }
        let text: MessageText
        do {
            text = try MessageText(typed)
        } catch {
            return .invalid(error)
        }
        let found = try await foundation.data.read { try MessageQueries.message(clientID, of: id, in: $0) }
        guard let message = found, message.author == agent.id,
            let sealer = try await foundation.vault.sealer(for: message.person)
        else { return .notFound }
        let before = try await foundation.vault.open(
            message.text, of: message.person, for: .support, as: .system("bridge"))
        guard before.value?.expose() != text.text else { return .unchanged }
        let now = foundation.clock.now()
        let sealed = try sealer.seal(text.text, in: .messageText, row: message.id)
        let bits = foundation.searchKey.bits(of: SearchWords(text.text))
        let event = OutboxEvent(.messageArrived, about: message.id, at: now)
        return try await foundation.data.write { session in
            // Swept meanwhile: then there is nothing to say either.
            guard try MessageQueries.message(message.id, in: session) != nil else { return .notFound }
            try MessageQueries.replace(sealed, of: message.id, at: now, in: session)
            try SearchQueries.replace(bits, of: message.id, person: message.person, in: session)
            try event.insert(in: session)
            return .edited
        }
    }
}
