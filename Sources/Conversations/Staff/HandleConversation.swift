// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
package import Values
package import Vault

/// What staff do with a conversation besides answering: read it, take it, hand it on, put it off, close it.
package struct HandleConversation: Sendable {
    package enum Outcome: Sendable, Equatable {
        case done
        /// It was so already.
        case unchanged
        case notFound
        case forbidden
    }

    static let wake: JobKind = "wake-conversation"

    let foundation: ConversationsFoundation

    /// Gives it to a member of staff, or to nobody.
    package func assign(
        _ id: ID<Conversation>, to member: PersonID?, as caller: Caller
    ) async throws -> Outcome {
        try await change(id, as: caller) { conversation, session in
            guard conversation.assignee != member else { return .unchanged }
            try ConversationQueries.assign(id, to: member, in: session)
            return .done
        }
    }

    package func move(
        _ id: ID<Conversation>, _ command: ConversationCommand, as caller: Caller
    ) async throws -> Outcome {
        let now = foundation.clock.now()
        var job: Job?
        if case .snooze(let until) = command { job = Job(Self.wake, about: id, at: now, after: until - now) }
        return try await change(id, as: caller) { [job] conversation, session in
            guard let next = conversation.state.after(command) else { return .unchanged }
            try ConversationQueries.move(id, to: next.state, snoozedUntil: next.snoozedUntil, in: session)
            try job?.insert(in: session)
            return .done
        }
    }

    /// Says that the staff has it in front of them up to a message, and has read it.
    package func markRead(
        _ id: ID<Conversation>, upTo position: Int, as caller: Caller
    ) async throws -> Outcome {
        let reading = ReadOverChannel.job(for: id, at: foundation.clock.now())
        return try await change(id, as: caller) { conversation, session in
            let position = min(position, conversation.lastPosition)
            guard try ConversationQueries.mark(id, .staff, delivered: position, read: position, in: session) else {
                return .unchanged
            }
            if conversation.channel != .widget { try reading.insert(in: session) }
            return .done
        }
    }

    /// Says that a message has come to where the staff is: to an open inbox.
    package func markDelivered(
        _ id: ID<Conversation>, upTo position: Int, as caller: Caller
    ) async throws -> Outcome {
        try await change(id, as: caller) { conversation, session in
            try ConversationQueries.mark(
                id, .staff, delivered: min(position, conversation.lastPosition), read: 0, in: session)
                ? .done : .unchanged
        }
    }

    /// Tells the visitor that somebody is writing.
    package func type(_ id: ID<Conversation>, as caller: Caller) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        foundation.feed.post(.typing(id, .staff))
        return .done
    }

    /// Opens what was put off until now; nothing when somebody did so before.
    func wakeUp(_ id: ID<Conversation>) async throws -> JobOutcome {
        let now = foundation.clock.now()
        let event = OutboxEvent(.conversationChanged, about: id, at: now)
        try await foundation.data.write { session in
            guard let conversation = try ConversationQueries.conversation(id, in: session),
                let until = conversation.snoozedUntil, until <= now, let next = conversation.state.after(.wake)
            else { return }
            try ConversationQueries.move(id, to: next.state, snoozedUntil: nil, in: session)
            try event.insert(in: session)
        }
        return .done
    }

    private func change(
        _ id: ID<Conversation>, as caller: Caller,
        _ change: @escaping @Sendable (Conversation, any SQLSession) throws -> Outcome
    ) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        let event = OutboxEvent(.conversationChanged, about: id, at: foundation.clock.now())
        return try await foundation.data.write { session in
            guard let conversation = try ConversationQueries.conversation(id, in: session) else { return .notFound }
            let outcome = try change(conversation, session)
            if outcome == .done { try event.insert(in: session) }
            return outcome
        }
    }
}
