// SPDX-License-Identifier: Apache-2.0

import Jobs
package import Media
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
        case fileRefused(MediaRefusal)
        /// The messenger the person writes from is not sent files.
        case filesNotCarried
        /// On a messenger: why the person cannot be written to now.
        case refused(ChannelThread.Refusal)
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
        return try await append(text, as: kind, in: id, clientID: clientID, over: route, by: agent)
    }

    /// The same with a file, which is a message by itself. One that was sent before is not even read.
    package func callAsFunction<Pieces: AsyncSequence>(
        file pieces: Pieces, declared: DeclaredFile, _ typed: String = "", as kind: Kind, in id: ID<Conversation>,
        clientID: ID<Message>, over route: Message.Route = .console, by caller: Caller
    ) async throws -> Outcome where Pieces.Element == [UInt8] {
        guard let agent = caller.agent else { return .forbidden }
        let text: MessageText
        do {
            text = try MessageText(typed)
        } catch {
            guard error == .empty else { return .invalid(error) }
            text = .none
        }
        let found = try await foundation.data.read { session in
            (
                conversation: try ConversationQueries.conversation(id, in: session),
                earlier: try MessageQueries.message(clientID, of: id, in: session),
                thread: try ChannelQueries.thread(of: id, in: session)
            )
        }
        if let earlier = found.earlier { return .stored(earlier) }
        guard let conversation = found.conversation else { return .notFound }
        guard kind == .note || found.thread == nil else { return .filesNotCarried }
        guard let sealer = try await foundation.vault.sealer(for: conversation.person) else { return .erased }
        switch try await foundation.media.take(pieces, declared: declared, sealedBy: sealer) {
        case .refused(let refusal): return .fileRefused(refusal)
        case .stored(let media):
            let outcome = try await append(
                text, bringing: media, as: kind, in: id, clientID: clientID, over: route, by: agent)
            if case .stored(let message) = outcome, message.media == media.id { return outcome }
            try await foundation.media.delete(media.id)
            return outcome
        }
    }

    private func append(
        _ text: MessageText, bringing media: StoredMedia? = nil, as kind: Kind, in id: ID<Conversation>,
        clientID: ID<Message>, over route: Message.Route, by agent: StaffMember
    ) async throws -> Outcome {
        let found = try await foundation.data.read { session in
            (try ConversationQueries.conversation(id, in: session), try ChannelQueries.thread(of: id, in: session))
        }
        guard let conversation = found.0 else { return .notFound }
        // Whoever presses twice at the edge of the window hears of the first.
        if kind == .reply, let refusal = found.1?.refusalOfWords(at: foundation.clock.now()),
            try await foundation.data.read({ try MessageQueries.message(clientID, of: id, in: $0) }) == nil
        {
            return .refused(refusal)
        }
        guard let sealer = try await foundation.vault.sealer(for: conversation.person) else { return .erased }
        let now = foundation.clock.now()
        let direction: Message.Direction = kind == .reply ? .fromStaff : .note
        let queued = kind == .reply && found.1 != nil
        let detail = queued ? try NewChannelMessage(queued: .text, sealer: sealer, at: now) : nil
        let onward =
            queued
            ? [SendOverChannel.job(for: id, at: now)] : kind == .reply ? [MailAnswer.job(for: id, at: now)] : []
        let append = AppendMessage(
            try NewMessage(
                text, bringing: media, in: id, sealedBy: sealer, foundBy: foundation.searchKey, direction, over: route,
                by: agent.id, clientID: clientID, at: now),
            jobs: onward + (queued ? [] : following(id, now)), at: now)
        let outcome = try await foundation.data.write { session in
            let outcome = try append(in: session)
            if case .stored(let message) = outcome, let detail {
                try ChannelMessageQueries.insert(detail, of: message, in: session)
            }
            return outcome
        }
        switch outcome {
        case .stored(let message), .already(let message): return .stored(message)
        case .gone: return .erased
        }
    }
}
