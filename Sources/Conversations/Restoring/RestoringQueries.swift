// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about conversations that came back from a backup.
enum RestoringQueries {
    /// Those of which something was still to be carried to the staff's group.
    static func uncarried(in session: any SQLSession) throws -> [ID<Conversation>] {
        try session.query(
            """
            SELECT c.id FROM conversations c
            WHERE EXISTS (
                SELECT 1 FROM messages m
                WHERE m.conversation_id = c.id AND m.direction <> 'note' AND m.route <> 'telegram'
                    AND m.position > COALESCE(
                        (SELECT b.carried_position FROM bridge_topics b WHERE b.conversation_id = c.id), 0))
            ORDER BY c.id
            """
        ) { try $0[0] }
    }

    /// Those with an answer of which the visitor was still to be told by mail.
    static func unannounced(in session: any SQLSession) throws -> [ID<Conversation>] {
        try session.query(
            """
            SELECT c.id FROM conversations c
            WHERE EXISTS (
                    SELECT 1 FROM messages m
                    WHERE m.conversation_id = c.id AND m.direction = 'staff'
                        AND m.position > c.mailed_position AND m.position > c.visitor_delivered)
                AND EXISTS (
                    SELECT 1 FROM contact_identifiers i WHERE i.person_id = c.person_id AND i.kind = 'email')
            ORDER BY c.id
            """
        ) { try $0[0] }
    }

    /// A topic that was opened since is unknown here: the next message opens another.
    static func countAsCarried(
        _ id: ID<Conversation>, to group: BridgeGroup, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO bridge_topics (conversation_id, person_id, chat, thread, carried_position, opened_at)
            SELECT id, person_id, $2, NULL, last_position, $3 FROM conversations WHERE id = $1
            ON CONFLICT (conversation_id) DO UPDATE SET carried_position = excluded.carried_position
            """, id, group.chat, now)
    }

    static func countAsAnnounced(_ id: ID<Conversation>, in session: any SQLSession) throws {
        try session.execute("UPDATE conversations SET mailed_position = last_position WHERE id = $1", id)
    }

    /// Those of which something was still to be sent over a messenger.
    static func unsent(in session: any SQLSession) throws -> [ID<Conversation>] {
        try session.query(
            """
            SELECT DISTINCT conversation_id FROM channel_messages WHERE state IN ('queued', 'sending')
            ORDER BY conversation_id
            """
        ) { try $0[0] }
    }

    /// Nobody knows whether it went: a person decides whether to write it again.
    static func countAsLost(at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE channel_messages SET state = 'failed', trouble = 'lost', code = 0, failed_at = $1
            WHERE state IN ('queued', 'sending')
            """, now)
    }

    /// Open and unread, as it was before anybody looked.
    static func putBeforeStaff(_ id: ID<Conversation>, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE conversations SET state = 'open', snoozed_until = NULL,
                staff_read = CASE WHEN staff_read < last_visitor_position THEN staff_read
                    ELSE last_visitor_position - 1 END
            WHERE id = $1
            """, id)
    }
}
