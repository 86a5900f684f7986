// SPDX-License-Identifier: Apache-2.0

import Jobs
import Media
import Policy
import Storage
package import Values
import Vault

/// A message somebody sends from the chat on our pages.
package struct VisitorDraft: Sendable {
    /// Made by the browser; the same when it sends again.
    package let clientID: ID<Message>
    package let text: String
    package let language: Language
    /// The policy whose notice was shown, and when. Asked for before the first message, unused afterwards.
    package let notice: (policyVersion: String, shownAt: Instant)?
    package let declaresAge: Bool

    package init(
        clientID: ID<Message>, text: String, language: Language, notice: (policyVersion: String, shownAt: Instant)?,
        declaresAge: Bool
    ) {
        self.clientID = clientID
        self.text = text
        self.language = language
        self.notice = notice
        self.declaresAge = declaresAge
    }
}

/// Takes a visitor's message in. The first one makes the person, their key and the conversation.
///
/// The same secret and client id sent again give the same conversation and message, however often and at the same moment.
package struct SendVisitorMessage: Sendable {
    package enum Outcome: Sendable {
        case accepted(Conversation, Message)
        case invalid(MessageText.Problem)
        /// The notice about who reads along was not shown, or another policy is in force than it was made from.
        case noticeNotShown
        case ageNotDeclared
        /// The person was erased: this secret leads nowhere any more.
        case erased
    }

    /// A notice is shown moments before somebody writes; a browser that woke up from sleep is a day late.
    static let noticeLifetime = Duration.days(2)

    let foundation: ConversationsFoundation
    /// What is queued with each message, such as carrying it to where the staff is.
    let following: @Sendable (ID<Conversation>, Instant) -> [Job]

    package func callAsFunction(_ draft: VisitorDraft, from secret: ChatSecret) async throws -> Outcome {
        let text: MessageText
        do {
            text = try MessageText(draft.text)
        } catch {
            return .invalid(error)
        }
        if let conversation = try await conversation(of: secret) {
            return try await send(text, draft, to: conversation)
        }
        if let refusal = refusal(of: draft) { return refusal }
        do {
            return try await begin(
                with: text, draft, from: secret, sealedBy: try await foundation.vault.enrol())
        } catch StorageError.uniqueViolation {
            // The same first message twice at the same moment: the key of the slower stays without data and is collected.
            guard let conversation = try await conversation(of: secret) else { throw StorageError.uniqueViolation }
            return try await send(text, draft, to: conversation)
        }
    }

    /// Why a first message is not taken; nil when it may begin a conversation.
    func refusal(of draft: VisitorDraft) -> Outcome? {
        guard let notice = draft.notice, notice.policyVersion == foundation.policy.version.hex else {
            return .noticeNotShown
        }
        return draft.declaresAge ? nil : .ageNotDeclared
    }

    func conversation(of secret: ChatSecret) async throws -> Conversation? {
        try await foundation.data.read { try ConversationQueries.conversation(session: secret.digest, in: $0) }
    }

    private func send(
        _ text: MessageText, _ draft: VisitorDraft, to conversation: Conversation
    ) async throws -> Outcome {
        guard let sealer = try await foundation.vault.sealer(for: conversation.person) else { return .erased }
        return try await send(text, draft, to: conversation, sealedBy: sealer)
    }

    func send(
        _ text: MessageText, bringing media: StoredMedia? = nil, _ draft: VisitorDraft, to conversation: Conversation,
        sealedBy sealer: Sealer
    ) async throws -> Outcome {
        let now = foundation.clock.now()
        let append = AppendMessage(
            try NewMessage(
                text, bringing: media, in: conversation.id, sealedBy: sealer, foundBy: foundation.searchKey,
                .fromVisitor, over: .widget, clientID: draft.clientID, at: now), jobs: following(conversation.id, now),
            at: now)
        return try await outcome { try append(in: $0) }
    }

    /// Throws `StorageError.uniqueViolation` when the same first message was faster.
    func begin(
        with text: MessageText, bringing media: StoredMedia? = nil, _ draft: VisitorDraft, from secret: ChatSecret,
        sealedBy sealer: Sealer
    ) async throws -> Outcome {
        let now = foundation.clock.now()
        let shownAt = draft.notice?.shownAt ?? now
        let policy = foundation.policy
        let contact = Contact(
            person: sealer.person, language: draft.language, policyVersion: policy.version.hex,
            minimumAge: policy.minimumAge, firstSeenAt: now, identifiers: [])
        let conversation = Conversation(
            id: .timeOrdered(at: now), number: .random(), channel: .widget, state: .open, person: sealer.person,
            assignee: nil, language: draft.language, policyVersion: policy.version.hex,
            noticeShownAt: min(max(shownAt, now - Self.noticeLifetime), now), lastPosition: 0,
            lastVisitorPosition: 0, marks: .init(), snoozedUntil: nil, openedAt: now, changedAt: now)
        let append = AppendMessage(
            try NewMessage(
                text, bringing: media, in: conversation.id, sealedBy: sealer, foundBy: foundation.searchKey,
                .fromVisitor, over: .widget, clientID: draft.clientID, at: now), jobs: following(conversation.id, now),
            at: now)
        let mailed = foundation.keys.mailed(for: conversation.id).digest
        return try await outcome { session in
            try ContactQueries.insert(contact, in: session)
            try ConversationQueries.insert(conversation, in: session)
            for digest in [secret.digest, mailed] {
                try ConversationQueries.insertSession(
                    digest, of: conversation.id, person: contact.person, at: now, in: session)
            }
            return try append(in: session)
        }
    }

    private func outcome(
        _ write: @escaping @Sendable (any SQLSession) throws -> AppendMessage.Outcome
    ) async throws -> Outcome {
        try await foundation.data.write { session in
            switch try write(session) {
            case .gone: .erased
            case .stored(let message), .already(let message):
                try ConversationQueries.conversation(message.conversation, in: session)
                    .map { .accepted($0, message) } ?? .erased
            }
        }
    }
}
