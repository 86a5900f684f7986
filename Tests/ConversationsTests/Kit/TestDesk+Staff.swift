// SPDX-License-Identifier: Apache-2.0

import Audit
import Conversations
import Storage
import Values
import Vault

extension TestDesk {
    func answer(
        _ text: String, as kind: AnswerVisitor.Kind = .reply, in id: ID<Conversation>,
        id clientID: ID<Message> = .random()
    ) async throws {
        let outcome = try await conversations.answerVisitor(text, as: kind, in: id, clientID: clientID, by: .agent)
        guard case .stored = outcome else { throw NotAccepted() }
    }

    func list(_ view: InboxView) async throws -> [InboxLine] {
        guard case .found(let list) = try await conversations.inbox.list(view, as: .agent) else { throw NotAccepted() }
        return list.lines
    }

    func shown(_ id: ID<Conversation>) async throws -> Inbox.Showing {
        guard case .found(let showing) = try await conversations.inbox.show(id, as: .agent) else { throw NotAccepted() }
        return showing
    }

    /// The types of what stands in the access log, oldest first.
    func accessEntries() async throws -> [String] {
        let bodies: [String] = try await data.read { session in
            try session.query("SELECT body FROM audit_entries WHERE log = 'access' ORDER BY id") { try $0[0] }
        }
        return bodies.flatMap { body in
            ["personal-data.listed", "personal-data.opened"].filter { body.contains($0) }
        }
    }
}
