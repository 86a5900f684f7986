// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Jobs
import Policy
import Storage
import Values
import Vault

/// Tells a visitor who has gone that an answer waits, when they left an address.
///
/// The mail carries a link and not a word of the conversation: what was written stays where it was said. One mail covers
/// everything up to the newest answer; nobody is written to while they read along.
struct MailAnswer: Sendable {
    static let kind: JobKind = "mail-answer"
    /// How long an answer lies unseen before a mail goes out.
    static let patience = Duration.seconds(120)

    /// A mail server that is down for a day and a half has lost us the mail.
    private static let tries = 40

    let foundation: ConversationsFoundation

    static func job(for conversation: ID<Conversation>, at now: Instant) -> Job {
        Job(kind, about: conversation, at: now, after: patience, exclusive: true)
    }

    func callAsFunction(_ id: ID<Conversation>, attempt: Int) async throws -> JobOutcome {
        guard let waiting = try await look(id) else { return .done }
        let mail = foundation.mailer.answerWaits(
            link: foundation.addresses.continuation(foundation.keys.mailed(for: id), in: waiting.conversation.language),
            number: waiting.conversation.number, language: waiting.conversation.language)
        let outcome = try await foundation.door.send(
            to: .mail, for: .support, about: waiting.conversation.person, fields: [waiting.address.value],
            subject: id.bytes, as: .system("chat")
        ) { opened in
            .mail(
                MailMessage(
                    to: try opened[waiting.address.value], subject: mail.subject, text: mail.text, html: mail.html,
                    identity: "answer-\(waiting.position).\(id)"))
        }
        switch outcome {
        case .answered, .refused, .undelivered(.rejected):
            try await foundation.data.write {
                try ConversationQueries.setMailed(id, position: waiting.position, in: $0)
            }
            return .done
        case .undelivered(.notSent), .undelivered(.noAnswer):
            guard attempt < Self.tries else { return .giveUp("unreachable") }
            return .retry(after: min(.seconds(10) * (1 << min(attempt, 9)), .hours(1)))
        }
    }

    private struct Waiting: Sendable {
        let conversation: Conversation
        let address: ContactIdentifier
        let position: Int
    }

    /// The newest answer that neither the browser has shown nor an earlier mail has announced.
    private func look(_ id: ID<Conversation>) async throws -> Waiting? {
        try await foundation.data.read { session in
            guard let conversation = try ConversationQueries.conversation(id, in: session),
                let address = try ContactQueries.contact(conversation.person, in: session)?.email
            else { return nil }
            let seen = max(
                conversation.marks.visitorDelivered, try ConversationQueries.mailedPosition(of: id, in: session))
            let answer = try MessageQueries.messages(of: id, after: seen, in: session)
                .last { $0.direction == .fromStaff }
            return answer.map { Waiting(conversation: conversation, address: address, position: $0.position) }
        }
    }
}
