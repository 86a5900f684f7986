// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
import Values
import Vault

/// One message of a messenger about to be stored: person, conversation, words and what the messenger says of it, in one transaction.
struct ChannelArrival: Sendable {
    private let found: ChannelPeople.Found
    /// Nil when the conversation stands already.
    private let conversation: Conversation?
    private let number: String
    private let append: AppendMessage
    private let detail: NewChannelMessage
    private let at: Instant
    private let stopWord: StopWord?
    private let isInbound: Bool
    private let now: Instant

    init(
        _ message: ChannelMessage, as form: MessageForm, _ text: String, _ file: ChannelFile?,
        from found: ChannelPeople.Found, _ direction: Message.Direction, foundation: ConversationsFoundation,
        at now: Instant
    ) async throws {
        let person = found.contact.person
        let thread = try await foundation.data.read {
            try ChannelQueries.thread(of: person, number: message.number, in: $0)
        }
        let at = min(message.at, now)
        let conversation = Self.conversation(with: found.contact, at: now)
        let payload = try file.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        self.found = found
        self.conversation = thread == nil ? conversation : nil
        number = message.number
        append = AppendMessage(
            try NewMessage(
                MessageText(received: text), in: thread?.conversation ?? conversation.id, sealedBy: found.sealer,
                foundBy: foundation.searchKey, direction, over: .whatsApp, clientID: Self.key(of: message), at: at),
            at: now)
        detail = try NewChannelMessage(
            received: message.external, form, payload: payload, replyTo: message.replyTo, sealer: found.sealer, at: now)
        isInbound = direction == .fromVisitor
        stopWord = isInbound && (form == .text || form == .button) ? StopWord(text) : nil
        self.at = at
        self.now = now
    }

    func store(in session: any SQLSession) throws {
        try found.store(at: now, in: session)
        let person = found.contact.person
        if let conversation {
            try ConversationQueries.insert(conversation, in: session)
            try ChannelQueries.insertThread(conversation.id, person, number: number, in: session)
        }
        guard case .stored(let message) = try append(in: session) else { return }
        try ChannelMessageQueries.insert(detail, of: message, in: session)
        guard isInbound else { return }
        try ChannelQueries.note(.lastInbound, of: message.conversation, at: at, in: session)
        switch stopWord {
        case .stop: try ChannelQueries.note(.stopped, of: message.conversation, at: at, in: session)
        case .start: try ChannelQueries.note(.agreed, of: message.conversation, at: at, in: session)
        case nil: break
        }
    }

    private static func conversation(with contact: Contact, at now: Instant) -> Conversation {
        Conversation(
            id: .timeOrdered(at: now), number: .random(), channel: .whatsApp, state: .open, person: contact.person,
            assignee: nil, language: contact.language, policyVersion: contact.policyVersion, noticeShownAt: now,
            lastPosition: 0, lastVisitorPosition: 0, marks: .init(), snoozedUntil: nil, openedAt: now, changedAt: now)
    }

    /// The same for a message that is brought again.
    private static func key(of message: ChannelMessage) -> ID<Message> {
        let digest = SHA256.hash(data: [UInt8]("\(message.number) \(message.external)".utf8))
        return ID(bytes: [UInt8](digest.prefix(16))) ?? .random()
    }
}
