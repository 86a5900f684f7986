// SPDX-License-Identifier: Apache-2.0

import Jobs
package import Media
import Policy
import Storage
package import Values
package import Vault

/// What a visitor may see and do of their own conversation, by the secret their browser keeps.
package struct VisitorChat: Sendable {
    package struct Transcript: Sendable {
        package let conversation: Conversation
        /// Oldest first; notes among colleagues are not in it.
        package let messages: [OpenedMessage]
        /// Whether there are older ones.
        package let isCut: Bool
        package let hasAddress: Bool
        /// The number of the newest event in it: where a stream goes on.
        package let lastEvent: Int
    }

    package enum Access<Found: Sendable>: Sendable {
        case found(Found)
        /// No conversation of this secret, or its person was erased.
        case unknown
        /// The person asked us to only keep their data, or objected.
        case refused(VaultRefusal)
    }

    static let newest = 200

    let foundation: ConversationsFoundation

    package func conversation(of secret: ChatSecret) async throws -> Conversation? {
        try await foundation.data.read { try ConversationQueries.conversation(session: secret.digest, in: $0) }
    }

    package func transcript(_ secret: ChatSecret) async throws -> Access<Transcript> {
        let found = try await foundation.data.read {
            session -> (Conversation, [Message], Bool, lastEvent: Int)? in
            guard let conversation = try ConversationQueries.conversation(session: secret.digest, in: session) else {
                return nil
            }
            return (
                conversation,
                try MessageQueries.messages(of: conversation.id, limit: Self.newest, in: session),
                try !ContactQueries.identifiers(of: conversation.person, in: session).isEmpty,
                lastEvent: try OutboxQueries.lastSequence(in: session)
            )
        }
        guard let found else { return .unknown }
        switch try await open(found.1.filter(\.isForVisitor), of: found.0) {
        case .unknown: return .unknown
        case .refused(let refusal): return .refused(refusal)
        case .found(let messages):
            return .found(
                Transcript(
                    conversation: found.0, messages: messages, isCut: (found.1.first?.position ?? 1) > 1,
                    hasAddress: found.2, lastEvent: found.lastEvent))
        }
    }

    /// One message, for a stream that says it arrived; nil when it is not for the visitor.
    package func message(_ id: ID<Message>) async throws -> OpenedMessage? {
        let found = try await foundation.data.read { session -> (Conversation, Message)? in
            guard let message = try MessageQueries.message(id, in: session), message.isForVisitor,
                let conversation = try ConversationQueries.conversation(message.conversation, in: session)
            else { return nil }
            return (conversation, message)
        }
        guard let found, case .found(let opened) = try await open([found.1], of: found.0) else { return nil }
        return opened.first
    }

    package func conversation(_ id: ID<Conversation>) async throws -> Conversation? {
        try await foundation.data.read { try ConversationQueries.conversation(id, in: $0) }
    }

    private func open(_ messages: [Message], of conversation: Conversation) async throws -> Access<[OpenedMessage]> {
        let caller = Caller.person(conversation.person)
        guard let opener = try await foundation.vault.opener(for: conversation.person, purpose: .support, as: caller)
        else { return .unknown }
        return try await opener.open(messages, of: conversation, files: foundation.media)
    }

    /// A file of the visitor's own conversation.
    package func file(_ id: ID<Media>, _ secret: ChatSecret) async throws -> MediaStore.Opening {
        let found = try await foundation.data.read { session -> Message? in
            guard let conversation = try ConversationQueries.conversation(session: secret.digest, in: session) else {
                return nil
            }
            return try MessageQueries.message(bringing: id, in: conversation.id, in: session)
        }
        guard let found, found.isForVisitor, let media = try await foundation.media.media(id) else { return .gone }
        return try await foundation.media.open(media, for: .support, as: .person(found.person))
    }

    /// Says how far the visitor's browser has come. Marks only move forward.
    package func mark(_ secret: ChatSecret, delivered: Int, read: Int) async throws -> Bool {
        guard let conversation = try await conversation(of: secret) else { return false }
        let event = OutboxEvent(.conversationChanged, about: conversation.id, at: foundation.clock.now())
        let (delivered, read) = (
            min(max(delivered, read), conversation.lastPosition), min(read, conversation.lastPosition)
        )
        let marks = conversation.marks
        guard delivered > marks.visitorDelivered || read > marks.visitorRead else { return true }
        try await foundation.data.write { session in
            let isNews = try ConversationQueries.mark(
                conversation.id, .visitor, delivered: delivered, read: read, in: session)
            if isNews { try event.insert(in: session) }
        }
        return true
    }

    /// Tells the staff that the visitor is writing. Remembered by nobody.
    package func type(_ secret: ChatSecret) async throws -> Bool {
        guard let conversation = try await conversation(of: secret) else { return false }
        foundation.feed.post(.typing(conversation.id, .visitor))
        return true
    }

    /// Whether somebody sits at the inbox who could answer now.
    package func isSomebodyThere() async throws -> Bool {
        let now = foundation.clock.now()
        return try await foundation.data.read { try PresenceQueries.isAnybodyThere(at: now, in: $0) }
    }
}

extension Opener {
    func open(
        _ messages: [Message], of conversation: Conversation, files: MediaStore
    ) async throws -> VisitorChat.Access<[OpenedMessage]> {
        let media = try await files.media(messages.compactMap(\.media))
        var opened: [OpenedMessage] = []
        for message in messages {
            switch try await open(message.text) {
            case .refused(let refusal): return refusal == .erased ? .unknown : .refused(refusal)
            case .opened(let text):
                var file: AttachedFile?
                if let stored = message.media.flatMap({ media[$0] }),
                    let name = try await files.name(of: stored, by: self)
                {
                    file = AttachedFile(media: stored, name: name)
                }
                opened.append(
                    OpenedMessage(
                        message: message, text: text, file: file, progress: conversation.progress(of: message)))
            }
        }
        return .found(opened)
    }
}
