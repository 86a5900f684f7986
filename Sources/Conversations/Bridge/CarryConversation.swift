// SPDX-License-Identifier: Apache-2.0

import Jobs
import Media
import Policy
import Storage
import Values
import Vault

/// Carries what is new in a conversation to its topic in the staff's group.
///
/// The queue is the conversation itself: everything behind the position that stands there already. What came meanwhile goes in
/// the same post, so that a group's budget is shared by people and not by lines. When the messenger is down, nothing but
/// the copy there waits.
struct CarryConversation: Sendable {
    static let kind: JobKind = "carry-conversation"
    /// How long after a message the job looks, so that lines written in one go become one post.
    static let gathering = Duration.milliseconds(300)

    let foundation: ConversationsFoundation
    let bridge: any SupportBridge

    static func job(for conversation: ID<Conversation>, at now: Instant) -> Job {
        Job(kind, about: conversation, at: now, after: gathering, exclusive: true)
    }

    func callAsFunction(_ id: ID<Conversation>, attempt: Int) async throws -> JobOutcome {
        while true {
            guard let work = try await look(id) else { return .done }
            if let wait = bridge.wait(for: work.group, isFirst: work.carried == nil) { return .retry(after: wait) }
            guard let topic = work.carried?.topic else {
                if let outcome = try await openTopic(for: work, attempt) { return outcome }
                continue
            }
            if let outcome = try await post(work, in: topic, attempt) { return outcome }
        }
    }

    private struct Work: Sendable {
        let conversation: Conversation
        let group: BridgeGroup
        let carried: BridgeQueries.Carried?
        /// What waits, oldest first.
        let messages: [Message]

        var subject: BridgeSubject { BridgeSubject(person: conversation.person, subject: conversation.id.bytes) }
    }

    /// Nil when everything stands there already, or nobody is left.
    private func look(_ id: ID<Conversation>) async throws -> Work? {
        let group = bridge.group
        return try await foundation.data.read { session in
            guard let conversation = try ConversationQueries.conversation(id, in: session) else { return nil }
            let carried = try BridgeQueries.carried(id, in: session)
            let messages = try MessageQueries.toCarry(of: id, after: carried?.position ?? 0, in: session)
            guard !messages.isEmpty else { return nil }
            return Work(
                conversation: conversation, group: try BridgeQueries.current(group, in: session), carried: carried,
                messages: messages)
        }
    }

    private func openTopic(for work: Work, _ attempt: Int) async throws -> JobOutcome? {
        let conversation = work.conversation
        let answer = try await bridge.openTopic(
            named: "\(conversation.number) · \(conversation.language.rawValue)", in: work.group, about: work.subject)
        guard case .done(let topic) = answer else { return try await outcome(of: answer, work, attempt) }
        let now = foundation.clock.now()
        do {
            try await foundation.data.write {
                try BridgeQueries.insert(topic, of: conversation.id, person: conversation.person, at: now, in: $0)
            }
        } catch StorageError.constraintViolation {
            // The person was erased meanwhile; a topic nobody knows of must not stay.
            _ = try await bridge.delete(topic, about: work.subject, for: .legalDuty)
            return .done
        }
        return nil
    }

    /// Lines as many as fit into one post, or one file.
    private func post(_ work: Work, in topic: BridgeTopic, _ attempt: Int) async throws -> JobOutcome? {
        guard let first = work.messages.first else { return .done }
        let sent: [Message]
        let answer: BridgeAnswer<Void>
        if let file = try await file(of: first, work) {
            sent = [first]
            answer = try await bridge.post(file, in: topic, about: work.subject)
        } else {
            // Up to the next file; the first has none, or none any more.
            let lines = work.messages.prefix(1) + work.messages.dropFirst().prefix { $0.media == nil }
            sent = Array(lines.prefix(bridge.fitting(lines.map { $0.text.sealed.bytes.count })))
            let texts = sent.map { BridgeLine(prefix: prefix(of: $0, work), text: $0.text) }
            answer = try await bridge.post(texts, in: topic, about: work.subject)
        }
        guard case .done = answer, let last = sent.last else { return try await outcome(of: answer, work, attempt) }
        let event = OutboxEvent(.conversationChanged, about: work.conversation.id, at: foundation.clock.now())
        try await foundation.data.write { session in
            try BridgeQueries.setCarried(work.conversation.id, to: last.position, in: session)
            if try ConversationQueries.mark(
                work.conversation.id, .staff, delivered: last.position, read: 0, in: session)
            {
                try event.insert(in: session)
            }
        }
        return nil
    }

    private func prefix(of message: Message, _ work: Work) -> String {
        message.direction == .fromVisitor ? "\(work.conversation.number): " : "↩ "
    }

    private func file(of message: Message, _ work: Work) async throws -> BridgeFile? {
        guard let id = message.media, let media = try await foundation.media.media(id) else { return nil }
        return BridgeFile(
            prefix: prefix(of: message, work), text: message.text, type: media.type, size: media.size, name: media.name,
            content: try await foundation.media.sealedContent(of: media))
    }

    private func outcome<Value>(
        of answer: BridgeAnswer<Value>, _ work: Work, _ attempt: Int
    ) async throws -> JobOutcome? {
        switch answer {
        case .done: return nil
        case .topicMissing:
            // Another one is opened; what was there is gone with it, what waits goes to the new one.
            let id = work.conversation.id
            try await foundation.data.write { try BridgeQueries.forgetThread(of: id, in: $0) }
            return nil
        case .moved(let group):
            let (former, now) = (work.group, foundation.clock.now())
            try await foundation.data.write { try BridgeQueries.move(former, to: group, at: now, in: $0) }
            return nil
        case .wait(let span): return .retry(after: span)
        case .unreachable: return .retry(after: min(.seconds(1) * (1 << min(attempt, 6)), .seconds(60)))
        case .refused(let code): return .giveUp(code)
        }
    }
}
