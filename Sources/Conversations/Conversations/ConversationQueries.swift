// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about conversations and the sessions that lead to them.
enum ConversationQueries {
    static func insert(_ conversation: Conversation, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO conversations
                (id, number, channel, state, person_id, assignee, language, policy_version, notice_shown_at,
                 last_position, last_visitor_position, staff_delivered, staff_read, visitor_delivered, visitor_read,
                 mailed_position, snoozed_until, opened_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, 0, 0, NULL, $10, $11)
            """,
            conversation.id, conversation.number, conversation.channel, conversation.state, conversation.person,
            conversation.assignee, conversation.language, conversation.policyVersion, conversation.noticeShownAt,
            conversation.openedAt, conversation.changedAt)
    }

    static func insertSession(
        _ digest: [UInt8], of conversation: ID<Conversation>, person: PersonID, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO chat_sessions (digest, conversation_id, person_id, began_at) VALUES ($1, $2, $3, $4)",
            digest, conversation, person, now)
    }

    static func conversation(_ id: ID<Conversation>, in session: any SQLSession) throws -> Conversation? {
        try session.first("SELECT \(columns) FROM conversations c WHERE c.id = $1", id, map: conversation)
    }

    static func conversation(session digest: [UInt8], in session: any SQLSession) throws -> Conversation? {
        try session.first(
            """
            SELECT \(columns) FROM chat_sessions s JOIN conversations c ON c.id = s.conversation_id
            WHERE s.digest = $1
            """, digest, map: conversation)
    }

    static func conversations(of person: PersonID, in session: any SQLSession) throws -> [Conversation] {
        try session.query(
            "SELECT \(columns) FROM conversations c WHERE c.person_id = $1 ORDER BY c.id LIMIT 1000", person,
            map: conversation)
    }

    static func advance(
        _ id: ID<Conversation>, toPosition position: Int, fromVisitor: Bool, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE conversations SET last_position = $2, changed_at = $3,
                last_visitor_position = CASE WHEN $4 = 1 THEN $2 ELSE last_visitor_position END
            WHERE id = $1
            """, id, position, now, fromVisitor)
    }

    static func move(
        _ id: ID<Conversation>, to state: ConversationState, snoozedUntil: Instant?, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE conversations SET state = $2, snoozed_until = $3 WHERE id = $1", id, state, snoozedUntil)
    }

    static func assign(_ id: ID<Conversation>, to member: PersonID?, in session: any SQLSession) throws {
        try session.execute("UPDATE conversations SET assignee = $2 WHERE id = $1", id, member)
    }

    /// Marks only ever move forward; what says nothing new changes no row.
    @discardableResult
    static func mark(
        _ id: ID<Conversation>, _ side: ConversationSide, delivered: Int, read: Int, in session: any SQLSession
    ) throws -> Bool {
        let (first, second) =
            switch side {
            case .staff: ("staff_delivered", "staff_read")
            case .visitor: ("visitor_delivered", "visitor_read")
            }
        return try session.execute(
            """
            UPDATE conversations SET
                \(first) = CASE WHEN \(first) < $2 THEN $2 ELSE \(first) END,
                \(second) = CASE WHEN \(second) < $3 THEN $3 ELSE \(second) END
            WHERE id = $1 AND (\(first) < $2 OR \(second) < $3)
            """, id, delivered, read) > 0
    }

    static func mailedPosition(of id: ID<Conversation>, in session: any SQLSession) throws -> Int {
        try session.first("SELECT mailed_position FROM conversations WHERE id = $1", id) { try $0[0] } ?? 0
    }

    static func setMailed(_ id: ID<Conversation>, position: Int, in session: any SQLSession) throws {
        try session.execute("UPDATE conversations SET mailed_position = $2 WHERE id = $1", id, position)
    }

    static let columns = """
        c.id, c.number, c.channel, c.state, c.person_id, c.assignee, c.language, c.policy_version, c.notice_shown_at,
        c.last_position, c.last_visitor_position, c.staff_delivered, c.staff_read, c.visitor_delivered,
        c.visitor_read, c.snoozed_until, c.opened_at, c.changed_at
        """

    static func conversation(_ row: SQLRow) throws -> Conversation {
        var marks = Conversation.Marks()
        marks.staffDelivered = try row[11]
        marks.staffRead = try row[12]
        marks.visitorDelivered = try row[13]
        marks.visitorRead = try row[14]
        return Conversation(
            id: try row[0], number: try row[1], channel: try row[2], state: try row[3], person: try row[4],
            assignee: try row[5], language: try row[6], policyVersion: try row[7], noticeShownAt: try row[8],
            lastPosition: try row[9], lastVisitorPosition: try row[10], marks: marks, snoozedUntil: try row[15],
            openedAt: try row[16], changedAt: try row[17])
    }
}

/// The two sides of a conversation.
package enum ConversationSide: String, Sendable, CaseIterable {
    case staff, visitor
}
