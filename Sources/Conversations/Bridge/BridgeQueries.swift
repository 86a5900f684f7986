// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about where conversations are carried to.
enum BridgeQueries {
    struct Carried: Sendable {
        /// Nil while a topic that was deleted there waits for another.
        let topic: BridgeTopic?
        let position: Int
    }

    static func carried(_ id: ID<Conversation>, in session: any SQLSession) throws -> Carried? {
        try session.first(
            "SELECT chat, thread, carried_position FROM bridge_topics WHERE conversation_id = $1", id
        ) { row in
            let thread: Int64? = try row[1]
            let group = BridgeGroup(chat: try row[0])
            return Carried(topic: thread.map { BridgeTopic(group: group, thread: $0) }, position: try row[2])
        }
    }

    /// Keeps what is carried already when a topic takes the place of one that was deleted there.
    static func insert(
        _ topic: BridgeTopic, of id: ID<Conversation>, person: PersonID, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO bridge_topics (conversation_id, person_id, chat, thread, carried_position, opened_at)
            VALUES ($1, $2, $3, $4, 0, $5)
            ON CONFLICT (conversation_id) DO UPDATE SET chat = excluded.chat, thread = excluded.thread
            """, id, person, topic.group.chat, topic.thread, now)
    }

    static func forgetThread(of id: ID<Conversation>, in session: any SQLSession) throws {
        try session.execute("UPDATE bridge_topics SET thread = NULL WHERE conversation_id = $1", id)
    }

    static func setCarried(_ id: ID<Conversation>, to position: Int, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE bridge_topics SET carried_position = $2 WHERE conversation_id = $1 AND carried_position < $2
            """, id, position)
    }

    static func conversation(at topic: BridgeTopic, in session: any SQLSession) throws -> ID<Conversation>? {
        try session.first(
            "SELECT conversation_id FROM bridge_topics WHERE chat = $1 AND thread = $2", topic.group.chat, topic.thread
        ) { try $0[0] }
    }

    static func topics(of person: PersonID, in session: any SQLSession) throws -> [BridgeTopic] {
        try session.query(
            "SELECT chat, thread FROM bridge_topics WHERE person_id = $1 AND thread IS NOT NULL ORDER BY conversation_id",
            person
        ) { BridgeTopic(group: BridgeGroup(chat: try $0[0]), thread: try $0[1]) }
    }

    /// Topics of conversations in which nothing was said since `instant`.
    static func silent(since instant: Instant, limit: Int, in session: any SQLSession) throws -> [Silent] {
        try session.query(
            """
            SELECT b.conversation_id, b.person_id, b.chat, b.thread
            FROM bridge_topics b JOIN conversations c ON c.id = b.conversation_id
            WHERE c.changed_at < $1 AND b.thread IS NOT NULL ORDER BY b.conversation_id LIMIT $2
            """, instant, limit
        ) { row in
            Silent(
                conversation: try row[0], person: try row[1],
                topic: BridgeTopic(group: BridgeGroup(chat: try row[2]), thread: try row[3]))
        }
    }

    struct Silent: Sendable {
        let conversation: ID<Conversation>
        let person: PersonID
        let topic: BridgeTopic
    }

    static func delete(_ id: ID<Conversation>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM bridge_topics WHERE conversation_id = $1", id)
    }

    // Groups that were moved

    static func current(_ group: BridgeGroup, in session: any SQLSession) throws -> BridgeGroup {
        try session.first("SELECT chat FROM bridge_groups WHERE former_chat = $1", group.chat) {
            BridgeGroup(chat: try $0[0])
        } ?? group
    }

    /// Topics move along with their group.
    static func move(
        _ former: BridgeGroup, to group: BridgeGroup, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO bridge_groups (former_chat, chat, moved_at) VALUES ($1, $2, $3)
            ON CONFLICT (former_chat) DO UPDATE SET chat = excluded.chat, moved_at = excluded.moved_at
            """, former.chat, group.chat, now)
        try session.execute("UPDATE bridge_groups SET chat = $2 WHERE chat = $1", former.chat, group.chat)
        try session.execute("UPDATE bridge_topics SET chat = $2 WHERE chat = $1", former.chat, group.chat)
    }
}
