// SPDX-License-Identifier: Apache-2.0

import Jobs
import Media
import Storage
import Values

/// Puts a message at the end of its conversation: place, state and event in one transaction, once for each client id.
struct AppendMessage: Sendable {
    let message: NewMessage
    let event: OutboxEvent
    /// What follows from it, queued with it.
    let jobs: [Job]

    init(_ message: NewMessage, jobs: [Job] = [], at now: Instant) {
        self.message = message
        self.event = OutboxEvent(.messageArrived, about: message.id, at: now)
        self.jobs = jobs
    }

    enum Outcome: Sendable {
        case stored(Message)
        /// It was sent before.
        case already(Message)
        case gone
    }

    func callAsFunction(in session: any SQLSession) throws -> Outcome {
        guard let conversation = try ConversationQueries.conversation(message.conversation, in: session) else {
            return .gone
        }
        if let earlier = try MessageQueries.message(message.clientID, of: conversation.id, in: session) {
            return .already(earlier)
        }
        if let media = message.media, try !MediaQueries.attach(media, at: message.writtenAt, in: session) {
            throw MediaIncomplete()
        }
        let position = conversation.lastPosition + 1
        try MessageQueries.insert(message, at: position, in: session)
        try SearchQueries.insert(message.words, of: message.id, person: message.person, in: session)
        try ConversationQueries.advance(
            conversation.id, toPosition: position, fromVisitor: message.direction == .fromVisitor,
            at: max(message.writtenAt, conversation.changedAt), in: session)
        try changeState(of: conversation, at: position, in: session)
        try event.insert(in: session)
        for job in jobs { try job.insert(in: session) }
        guard let stored = try MessageQueries.message(message.id, in: session) else { return .gone }
        return .stored(stored)
    }

    private func changeState(of conversation: Conversation, at position: Int, in session: any SQLSession) throws {
        let command: ConversationCommand
        switch message.direction {
        case .note, .automatic: return
        case .fromVisitor: command = .visitorWrote
        case .fromStaff: command = .staffWrote
        }
        if let next = conversation.state.after(command) {
            try ConversationQueries.move(conversation.id, to: next.state, snoozedUntil: nil, in: session)
        }
        guard message.direction == .fromStaff else { return }
        // Whoever answers has read what stands before, and looks after it when nobody did.
        try ConversationQueries.mark(conversation.id, .staff, delivered: position, read: position, in: session)
        if conversation.assignee == nil, let author = message.author {
            try ConversationQueries.assign(conversation.id, to: author, in: session)
        }
    }
}
