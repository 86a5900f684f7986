// SPDX-License-Identifier: Apache-2.0

package import Media
import Policy
import Storage
package import Values
package import Vault

/// What staff see of conversations. Owners and support agents may; who keeps the catalogue may not.
///
/// Every look at what a person wrote stands in the access log before it is shown; a list is one entry about all in it.
package struct Inbox: Sendable {
    package struct List: Sendable {
        package let lines: [InboxLine]
        package let counts: [InboxView: Int]
        /// Where the next page begins; nil when this is the last.
        package let next: InboxPlace?
    }

    package struct Showing: Sendable {
        package let conversation: Conversation
        /// Oldest first, notes included; empty when the vault refuses.
        package let messages: [OpenedMessage]
        package let isCut: Bool
        package let contact: Contact
        /// The address the person left, opened for support.
        package let address: Personal<String>?
        /// Why nothing could be opened.
        package let refusal: VaultRefusal?
    }

    package enum Answer<Found: Sendable>: Sendable {
        case found(Found)
        case notFound
        case forbidden
    }

    static let pageLength = 50
    static let newest = 200

    let foundation: ConversationsFoundation

    package func list(
        _ view: InboxView, after place: InboxPlace? = nil, as caller: Caller
    ) async throws -> Answer<List> {
        guard let agent = caller.agent else { return .forbidden }
        let found = try await foundation.data.read { session in
            let conversations = try InboxQueries.conversations(
                view, for: agent.id, after: place, limit: Self.pageLength + 1, in: session)
            let lines = try conversations.prefix(Self.pageLength).compactMap { conversation in
                try MessageQueries.message(at: conversation.lastPosition, of: conversation.id, in: session).map {
                    (
                        conversation: conversation, message: $0,
                        unread: try MessageQueries.countFromVisitor(
                            in: conversation.id, after: conversation.marks.staffRead, in: session),
                        name: conversation.channel == .widget
                            ? nil : try ChannelQueries.name(of: conversation.person, in: session)
                    )
                }
            }
            let counts = try InboxView.allCases.map { ($0, try InboxQueries.count($0, for: agent.id, in: session)) }
            return (
                lines: lines, counts: Dictionary(uniqueKeysWithValues: counts),
                hasMore: conversations.count > Self.pageLength
            )
        }
        let openers = try await foundation.vault.openers(
            for: found.lines.map(\.conversation.person), purpose: .support, as: caller)
        var lines: [InboxLine] = []
        for line in found.lines {
            let opener = openers[line.conversation.person]
            let text = try await opener?.open(line.message.text).value
            var name: Personal<String>?
            if let sealed = line.name { name = try await opener?.open(sealed).value }
            lines.append(
                InboxLine(
                    conversation: line.conversation, lastMessage: line.message, lastText: text, unread: line.unread,
                    name: name))
        }
        let last = found.hasMore ? lines.last?.conversation : nil
        return .found(
            List(
                lines: lines, counts: found.counts,
                next: last.map { InboxPlace(changedAt: $0.changedAt, id: $0.id) }))
    }

    /// How many conversations hold something nobody has read; nil for whoever may not know.
    package func unread(as caller: Caller) async throws -> Int? {
        guard caller.agent != nil else { return nil }
        return try await foundation.data.read { try InboxQueries.unread(in: $0) }
    }

    /// Whether a person's conversation may be looked at, without looking.
    package func conversation(_ id: ID<Conversation>, as caller: Caller) async throws -> Answer<Conversation> {
        guard caller.agent != nil else { return .forbidden }
        return try await foundation.data.read { try ConversationQueries.conversation(id, in: $0) }
            .map { .found($0) } ?? .notFound
    }

    /// A file of a conversation. Opening it stands in the access log first, as reading does.
    package func file(
        _ id: ID<Media>, of conversation: ID<Conversation>, as caller: Caller
    ) async throws -> Answer<MediaStore.Opening> {
        guard caller.agent != nil else { return .forbidden }
        let found = try await foundation.data.read { session -> Message? in
            try MessageQueries.message(bringing: id, in: conversation, in: session)
        }
        guard found != nil, let media = try await foundation.media.media(id) else { return .notFound }
        return .found(try await foundation.media.open(media, for: .support, as: caller))
    }

    /// What was written after a position, at most the newest `newest`; or, `around` one of them, as many about it.
    package func show(
        _ id: ID<Conversation>, after position: Int = 0, around middle: Int? = nil, as caller: Caller
    ) async throws -> Answer<Showing> {
        let end = middle.map { $0 + Self.newest / 2 } ?? .max
        guard caller.agent != nil else { return .forbidden }
        let found = try await foundation.data.read { session -> (Conversation, [Message], Contact)? in
            guard let conversation = try ConversationQueries.conversation(id, in: session),
                let contact = try ContactQueries.contact(conversation.person, in: session)
            else { return nil }
            return (
                conversation,
                try MessageQueries.messages(of: id, after: position, before: end, limit: Self.newest, in: session),
                contact
            )
        }
        guard let (conversation, messages, contact) = found else { return .notFound }
        guard
            let opener = try await foundation.vault.opener(
                for: conversation.person, purpose: .support, as: caller)
        else { return .notFound }
        let isCut = (messages.first?.position ?? position + 1) > position + 1
        switch try await opener.open(messages, of: conversation, files: foundation.media) {
        case .unknown: return .notFound
        case .refused(let refusal):
            return .found(
                Showing(
                    conversation: conversation, messages: [], isCut: isCut, contact: contact, address: nil,
                    refusal: refusal))
        case .found(let inOrder):
            // A messenger says to the second when something was written, and may bring what came first last.
            let opened =
                conversation.channel == .widget
                ? inOrder
                : inOrder.sorted {
                    ($0.message.writtenAt.seconds, $0.message.position)
                        < ($1.message.writtenAt.seconds, $1.message.position)
                }
            var address: Personal<String>?
            if let email = contact.email { address = try await opener.open(email.value).value }
            return .found(
                Showing(
                    conversation: conversation, messages: opened, isCut: isCut, contact: contact, address: address,
                    refusal: nil))
        }
    }
}
