// SPDX-License-Identifier: Apache-2.0

import Jobs
import Media
import Storage
import Values
import Vault

/// Every statement about messages.
enum MessageQueries {
    static func insert(_ message: NewMessage, at position: Int, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO messages
                (id, conversation_id, person_id, position, direction, route, author, client_id, text, written_at,
                 media_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            message.id, message.conversation, message.person, position, message.direction, message.route,
            message.author, message.clientID, message.text, message.writtenAt, message.media)
    }

    static func message(_ id: ID<Message>, in session: any SQLSession) throws -> Message? {
        try session.first("SELECT \(columns) FROM messages m WHERE m.id = $1", id, map: message)
    }

    static func message(
        _ clientID: ID<Message>, of conversation: ID<Conversation>, in session: any SQLSession
    ) throws -> Message? {
        try session.first(
            "SELECT \(columns) FROM messages m WHERE m.conversation_id = $1 AND m.client_id = $2",
            conversation, clientID, map: message)
    }

    static func message(
        at position: Int, of conversation: ID<Conversation>, in session: any SQLSession
    ) throws -> Message? {
        try session.first(
            "SELECT \(columns) FROM messages m WHERE m.conversation_id = $1 AND m.position = $2",
            conversation, position, map: message)
    }

    /// The message of a conversation that brings a file.
    static func message(
        bringing media: ID<Media>, in conversation: ID<Conversation>, in session: any SQLSession
    ) throws -> Message? {
        try session.first(
            "SELECT \(columns) FROM messages m WHERE m.conversation_id = $1 AND m.media_id = $2 ORDER BY m.position LIMIT 1",
            conversation, media, map: message)
    }

    /// The files of a person's conversations, but for those of notes among colleagues; oldest first.
    static func media(of person: PersonID, in session: any SQLSession) throws -> [ID<Media>] {
        try session.query(
            """
            SELECT m.media_id FROM messages m
            WHERE m.person_id = $1 AND m.media_id IS NOT NULL AND m.direction <> 'note' ORDER BY m.written_at, m.id
            LIMIT 1000
            """, person
        ) { try $0[0] }
    }

    static func replace(
        _ text: Sealed, of id: ID<Message>, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute("UPDATE messages SET text = $2, edited_at = $3 WHERE id = $1", id, text, now)
    }

    /// The newest `limit` messages after a position, oldest first.
    static func messages(
        of conversation: ID<Conversation>, after position: Int = 0, before end: Int = .max, limit: Int = 200,
        in session: any SQLSession
    ) throws -> [Message] {
        try session.query(
            """
            SELECT \(columns) FROM messages m
            WHERE m.conversation_id = $1 AND m.position > $2 AND m.position < $3
            ORDER BY m.position DESC LIMIT $4
            """, conversation, position, end, limit, map: message
        ).reversed()
    }

    /// What the staff's group is to be told after a position, oldest first: neither notes nor what was written there.
    static func toCarry(
        of conversation: ID<Conversation>, after position: Int, limit: Int = 100, in session: any SQLSession
    ) throws -> [Message] {
        try session.query(
            """
            SELECT \(columns) FROM messages m
            WHERE m.conversation_id = $1 AND m.position > $2 AND m.direction <> 'note' AND m.route <> 'telegram'
            ORDER BY m.position LIMIT $3
            """, conversation, position, limit, map: message)
    }

    /// How many messages of the visitor stand after a position.
    static func countFromVisitor(
        in conversation: ID<Conversation>, after position: Int, in session: any SQLSession
    ) throws -> Int {
        try session.first(
            """
            SELECT count(*) FROM messages
            WHERE conversation_id = $1 AND position > $2 AND direction = 'visitor'
            """, conversation, position
        ) { try $0[0] } ?? 0
    }

    /// The numbers of the events that said a conversation had a new message, after `sequence`, in order.
    static func arrivals(
        in conversation: ID<Conversation>, after sequence: Int, in session: any SQLSession
    ) throws -> [(sequence: Int, message: ID<Message>)] {
        try session.query(
            """
            SELECT o.sequence, m.id FROM messages m JOIN outbox o ON o.subject = m.id
            WHERE m.conversation_id = $1 AND o.sequence > $2 AND o.kind = $3
            ORDER BY o.sequence LIMIT 1000
            """, conversation, sequence, EventKind.messageArrived.rawValue
        ) { row in (sequence: try row[0], message: try row[1]) }
    }

    private static let columns = """
        m.id, m.conversation_id, m.person_id, m.position, m.direction, m.route, m.author, m.text, m.written_at,
        m.client_id, m.edited_at, m.media_id
        """

    private static func message(_ row: SQLRow) throws -> Message {
        let id: ID<Message> = try row[0]
        return Message(
            id: id, conversation: try row[1], person: try row[2], position: try row[3], direction: try row[4],
            route: try row[5], author: try row[6], clientID: try row[9],
            text: SealedValue(try row[7], in: .messageText, row: id.bytes),
            writtenAt: try row[8], editedAt: try row[10], media: try row[11])
    }
}
