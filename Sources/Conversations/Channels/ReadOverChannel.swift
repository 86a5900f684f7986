// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Shows the person on the messenger that staff has read what they wrote. Marking one marks all before it, so the newest is enough.
struct ReadOverChannel: Sendable {
    static let kind: JobKind = "read-over-channel"
    /// Messages read in one go are one mark.
    static let gathering = Duration.seconds(1)

    let foundation: ConversationsFoundation
    let channel: any MessageChannel

    static func job(for conversation: ID<Conversation>, at now: Instant) -> Job {
        Job(kind, about: conversation, at: now, after: gathering, exclusive: true)
    }

    func callAsFunction(_ id: ID<Conversation>, attempt: Int) async throws -> JobOutcome {
        guard let unread = try await look(id) else { return .done }
        let line = ChannelLine(
            person: unread.thread.person, number: unread.thread.number, subject: unread.message.id.bytes)
        switch try await channel.markRead(unread.external, isWriting: false, of: line) {
        case .done:
            try await foundation.data.write {
                try ChannelQueries.setRead(id, position: unread.message.position, in: $0)
            }
            return .done
        // A courtesy: nobody waits for it, and a newer mark makes up for it.
        case .refused: return .done
        case .unreachable, .unknown: return attempt < 5 ? .retry(after: .seconds(5) * (1 << attempt)) : .done
        }
    }

    private struct Unread: Sendable {
        let thread: ChannelThread
        let message: Message
        let external: SealedValue
    }

    private func look(_ id: ID<Conversation>) async throws -> Unread? {
        try await foundation.data.read { session in
            guard let thread = try ChannelQueries.thread(of: id, in: session), thread.blockedAt == nil,
                let conversation = try ConversationQueries.conversation(id, in: session)
            else { return nil }
            let read = try MessageQueries.messages(
                of: id, after: thread.readPosition, before: conversation.marks.staffRead + 1, in: session)
            guard let message = read.last(where: { $0.direction == .fromVisitor }),
                let external = try ChannelMessageQueries.detail(of: message.id, in: session)?.external
            else { return nil }
            return Unread(thread: thread, message: message, external: external)
        }
    }
}
