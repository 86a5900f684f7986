// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage
import Values
import Vault

/// Every statement about what a messenger says of messages.
enum ChannelMessageQueries {
    static func insert(_ row: NewChannelMessage, of message: Message, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO channel_messages
                (id, message_id, conversation_id, person_id, digest, external, kind, payload, reply_to, template_id,
                 state, tries)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)
            """, row.id, message.id, message.conversation, message.person, row.digest, row.external, row.form,
            row.payload, row.replyTo, row.template, row.state)
    }

    static func detail(of message: ID<Message>, in session: any SQLSession) throws -> ChannelDetail? {
        try session.first(columns + " WHERE message_id = $1", message, map: detail)
    }

    static func detail(known digest: [UInt8], in session: any SQLSession) throws -> ChannelDetail? {
        try session.first(columns + " WHERE digest = $1", digest, map: detail)
    }

    static func details(of conversation: ID<Conversation>, in session: any SQLSession) throws -> [ChannelDetail] {
        try session.query(columns + " WHERE conversation_id = $1", conversation, map: detail)
    }

    /// The first message of a conversation that has not gone, in the order it was written.
    static func next(
        in conversation: ID<Conversation>, _ session: any SQLSession
    ) throws -> (message: Message, detail: ChannelDetail)? {
        let found: ID<Message>? = try session.first(
            """
            SELECT m.id FROM messages m JOIN channel_messages d ON d.message_id = m.id
            WHERE d.conversation_id = $1 AND d.state IN ('queued', 'sending') ORDER BY m.position LIMIT 1
            """, conversation
        ) { try $0[0] }
        guard let found, let message = try MessageQueries.message(found, in: session),
            let detail = try detail(of: found, in: session)
        else { return nil }
        return (message, detail)
    }

    /// Takes it for sending; false when somebody else did meanwhile.
    static func claim(_ detail: ChannelDetail, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE channel_messages SET state = 'sending', tries = tries + 1, tried_at = $2
            WHERE id = $1 AND state IN ('queued', 'sending') AND tries = $3
            """, detail.id, now, detail.tries) == 1
    }

    static func putBack(_ id: ID<ChannelDetail>, in session: any SQLSession) throws {
        try session.execute("UPDATE channel_messages SET state = 'queued' WHERE id = $1 AND state = 'sending'", id)
    }

    static func name(_ id: ID<ChannelDetail>, _ external: Sealed, _ digest: [UInt8], in session: any SQLSession) throws
    {
        try session.execute(
            "UPDATE channel_messages SET external = $2, digest = $3 WHERE id = $1 AND digest IS NULL", id, external,
            digest)
    }

    static func move(_ id: ID<ChannelDetail>, to state: DeliveryState, in session: any SQLSession) throws {
        try session.execute("UPDATE channel_messages SET state = $2 WHERE id = $1", id, state)
    }

    static func fail(_ id: ID<ChannelDetail>, _ trouble: ChannelTrouble, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE channel_messages SET trouble = $2, code = $3 WHERE id = $1", id, trouble.kind.rawValue,
            trouble.code)
    }

    /// When it was reported to have come somewhere: the first report counts, in whatever order they come.
    static func stamp(
        _ id: ID<ChannelDetail>, _ state: DeliveryState, at instant: Instant, in session: any SQLSession
    ) throws {
        let column: String
        switch state {
        case .sent: column = "sent_at"
        case .delivered: column = "delivered_at"
        case .read, .played: column = "read_at"
        case .failed: column = "failed_at"
        case .received, .queued, .sending, .accepted: return
        }
        try session.execute(
            "UPDATE channel_messages SET \(column) = $2 WHERE id = $1 AND \(column) IS NULL", id, instant)
    }

    static func revoke(_ message: ID<Message>, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE channel_messages SET kind = 'revoked', payload = NULL WHERE message_id = $1", message)
        try session.execute("DELETE FROM message_reactions WHERE message_id = $1", message)
    }

    // Signs

    static func react(
        _ emoji: Sealed?, row: ID<Reaction>, to message: Message, by side: ConversationSide, at instant: Instant,
        in session: any SQLSession
    ) throws {
        guard let emoji else {
            try session.execute(
                "DELETE FROM message_reactions WHERE message_id = $1 AND side = $2", message.id, side.rawValue)
            return
        }
        try session.execute(
            """
            INSERT INTO message_reactions (id, message_id, person_id, side, emoji, reacted_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (message_id, side) DO UPDATE SET
                id = excluded.id, emoji = excluded.emoji, reacted_at = excluded.reacted_at
            WHERE message_reactions.reacted_at <= excluded.reacted_at
            """, row, message.id, message.person, side.rawValue, emoji, instant)
    }

    static func reactions(of conversation: ID<Conversation>, in session: any SQLSession) throws -> [Reaction] {
        try session.query(
            """
            SELECT r.id, r.message_id, r.emoji FROM message_reactions r JOIN messages m ON m.id = r.message_id
            WHERE m.conversation_id = $1
            """, conversation
        ) { row in
            let id: ID<Reaction> = try row[0]
            return Reaction(message: try row[1], emoji: SealedValue(try row[2], in: .reaction, row: id.bytes))
        }
    }

    static func digest(of external: String) -> [UInt8] { [UInt8](SHA256.hash(data: [UInt8](external.utf8))) }

    private static let columns = """
        SELECT id, message_id, external, kind, payload, reply_to, state, trouble, code, tries, tried_at, sent_at,
            delivered_at, read_at, failed_at
        FROM channel_messages
        """

    private static func detail(_ row: SQLRow) throws -> ChannelDetail {
        let id: ID<ChannelDetail> = try row[0]
        let external: Sealed? = try row[2]
        let payload: Sealed? = try row[4]
        let form: String = try row[3]
        let trouble: String? = try row[7]
        return ChannelDetail(
            id: id, message: try row[1],
            external: external.map { SealedValue($0, in: .channelMessage, row: id.bytes) },
            form: MessageForm(rawValue: form) ?? .unsupported,
            payload: payload.map { SealedValue($0, in: .channelPayload, row: id.bytes) }, replyTo: try row[5],
            state: try row[6], trouble: trouble.flatMap(ChannelTrouble.Kind.init(rawValue:)), code: try row[8],
            tries: try row[9], triedAt: try row[10], sentAt: try row[11], deliveredAt: try row[12], readAt: try row[13],
            failedAt: try row[14])
    }
}
