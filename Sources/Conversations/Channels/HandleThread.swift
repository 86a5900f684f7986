// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
package import Values
package import Vault

/// What staff see of a conversation's messenger, and do with it besides writing: note that the person agreed, hold them back.
package struct HandleThread: Sendable {
    package struct Showing: Sendable {
        package let thread: ChannelThread
        /// The number it is with; nil when it is the organisation's no more.
        package let number: ChannelNumber?
        package let pausedCode: Int?
        package let templates: [MessageTemplate]
        package let details: [ID<Message>: ChannelDetail]
        package let reactions: [ID<Message>: [Personal<String>]]
        package let name: Personal<String>?
        package let address: Personal<String>?
    }

    package enum Outcome: Sendable, Equatable {
        case done
        case unchanged
        /// The messenger did not do it.
        case notDone
        case notFound
        case forbidden
    }

    let foundation: ConversationsFoundation

    /// Nil for a conversation on no messenger, and for whoever may not look.
    package func show(_ id: ID<Conversation>, as caller: Caller) async throws -> Showing? {
        guard caller.agent != nil else { return nil }
        let found = try await foundation.data.read { session -> Stored? in
            guard let thread = try ChannelQueries.thread(of: id, in: session) else { return nil }
            return Stored(
                thread: thread,
                number: try TemplateQueries.numbers(in: session).first { $0.number.number == thread.number },
                templates: try TemplateQueries.approved(for: thread.number, in: session),
                details: try ChannelMessageQueries.details(of: id, in: session),
                reactions: try ChannelMessageQueries.reactions(of: id, in: session),
                name: try ChannelQueries.name(of: thread.person, in: session),
                identities: try ChannelQueries.identities(of: thread.person, in: session))
        }
        guard let found,
            let opener = try await foundation.vault.opener(
                for: found.thread.person, purpose: .support, as: caller)
        else { return nil }
        var reactions: [ID<Message>: [Personal<String>]] = [:]
        for reaction in found.reactions {
            guard let emoji = try await opener.open(reaction.emoji).value else { continue }
            reactions[reaction.message, default: []].append(emoji)
        }
        let identity = found.identities.first { $0.kind == .phone } ?? found.identities.first
        var (name, address): (Personal<String>?, Personal<String>?)
        if let sealed = found.name { name = try await opener.open(sealed).value }
        if let identity { address = try await opener.open(identity.value).value }
        return Showing(
            thread: found.thread, number: found.number?.number, pausedCode: found.number?.pausedCode,
            templates: found.templates,
            details: Dictionary(found.details.map { ($0.message, $0) }) { first, _ in first },
            reactions: reactions, name: name, address: address)
    }

    private struct Stored: Sendable {
        let thread: ChannelThread
        let number: (number: ChannelNumber, pausedCode: Int?)?
        let templates: [MessageTemplate]
        let details: [ChannelDetail]
        let reactions: [Reaction]
        let name: SealedValue?
        let identities: [ChannelIdentity]
    }

    /// The person told us that they may be written to first.
    package func noteAgreement(_ id: ID<Conversation>, as caller: Caller) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        let now = foundation.clock.now()
        let event = OutboxEvent(.conversationChanged, about: id, at: now)
        return try await foundation.data.write { session in
            guard try ChannelQueries.thread(of: id, in: session) != nil else { return .notFound }
            try ChannelQueries.note(.agreed, of: id, at: now, in: session)
            try event.insert(in: session)
            return .done
        }
    }

    /// Has the messenger hold back what the person sends, or let it through again.
    package func setBlocked(_ isBlocked: Bool, _ id: ID<Conversation>, as caller: Caller) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        let found = try await foundation.data.read { session -> (ChannelThread, ChannelIdentity?)? in
            guard let thread = try ChannelQueries.thread(of: id, in: session) else { return nil }
            let identities = try ChannelQueries.identities(of: thread.person, in: session)
            return (thread, identities.first { $0.kind == .phone } ?? identities.first)
        }
        guard let (thread, identity) = found, let identity, let channel = foundation.channel else { return .notFound }
        guard (thread.blockedAt != nil) != isBlocked else { return .unchanged }
        let line = ChannelLine(person: thread.person, number: thread.number, subject: id.bytes)
        guard case .done = try await channel.setBlocked(isBlocked, identity.value, of: line) else { return .notDone }
        let now = foundation.clock.now()
        let event = OutboxEvent(.conversationChanged, about: id, at: now)
        return try await foundation.data.write { session in
            guard try ChannelQueries.setBlocked(id, at: isBlocked ? now : nil, in: session) else { return .unchanged }
            try event.insert(in: session)
            return .done
        }
    }
}
