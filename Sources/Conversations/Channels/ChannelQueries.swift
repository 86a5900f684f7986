// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about people and threads of a messenger.
enum ChannelQueries {
    // Who people are there

    static func identities(of person: PersonID, in session: any SQLSession) throws -> [ChannelIdentity] {
        try session.query(
            "SELECT id, kind, value FROM channel_identities WHERE person_id = $1 ORDER BY kind", person
        ) { row in
            let id: ID<ChannelIdentity> = try row[0]
            return ChannelIdentity(
                id: id, kind: try row[1], value: SealedValue(try row[2], in: .channelIdentity, row: id.bytes))
        }
    }

    static func put(
        _ identity: ChannelIdentity, of person: PersonID, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO channel_identities (id, person_id, kind, value, added_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (person_id, kind) DO UPDATE SET
                id = excluded.id, value = excluded.value, added_at = excluded.added_at
            """, identity.id, person, identity.kind, identity.value.sealed, now)
    }

    static func name(of person: PersonID, in session: any SQLSession) throws -> SealedValue? {
        try session.first("SELECT id, name FROM channel_profiles WHERE person_id = $1", person) { row in
            let id: ID<ChannelIdentity> = try row[0]
            return SealedValue(try row[1], in: .channelName, row: id.bytes)
        }
    }

    static func putName(
        _ name: SealedValue, row id: ID<ChannelIdentity>, of person: PersonID, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO channel_profiles (id, person_id, name, changed_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (person_id) DO UPDATE SET
                id = excluded.id, name = excluded.name, changed_at = excluded.changed_at
            """, id, person, name.sealed, now)
    }

    // Threads

    static func insertThread(
        _ conversation: ID<Conversation>, _ person: PersonID, number: String, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO channel_threads (conversation_id, person_id, number, read_position) VALUES ($1, $2, $3, 0)
            """, conversation, person, number)
    }

    static func thread(of conversation: ID<Conversation>, in session: any SQLSession) throws -> ChannelThread? {
        try session.first(threads + " WHERE conversation_id = $1", conversation, map: thread)
    }

    static func thread(
        of person: PersonID, number: String, in session: any SQLSession
    ) throws -> ChannelThread? {
        try session.first(threads + " WHERE person_id = $1 AND number = $2", person, number, map: thread)
    }

    enum Moment: String {
        case lastInbound = "last_inbound_at"
        case stopped = "stopped_at"
        case agreed = "agreed_at"
        case unreachable = "unreachable_at"
    }

    /// Moments of a thread only ever move forward.
    static func note(
        _ moment: Moment, of conversation: ID<Conversation>, at instant: Instant, in session: any SQLSession
    ) throws {
        let column = moment.rawValue
        try session.execute(
            """
            UPDATE channel_threads SET \(column) = $2
            WHERE conversation_id = $1 AND (\(column) IS NULL OR \(column) < $2)
            """, conversation, instant)
    }

    static func setOffersStopped(of person: PersonID, at instant: Instant?, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE channel_threads SET marketing_stopped_at = $2 WHERE person_id = $1", person, instant)
    }

    static func setBlocked(
        _ conversation: ID<Conversation>, at instant: Instant?, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE channel_threads SET blocked_at = $2
            WHERE conversation_id = $1 AND blocked_at IS \(instant == nil ? "NOT NULL" : "NULL")
            """, conversation, instant) > 0
    }

    static func setRead(_ conversation: ID<Conversation>, position: Int, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE channel_threads SET read_position = $2 WHERE conversation_id = $1 AND read_position < $2",
            conversation, position)
    }

    private static let threads = """
        SELECT conversation_id, person_id, number, last_inbound_at, stopped_at, agreed_at, marketing_stopped_at,
            blocked_at, unreachable_at, read_position
        FROM channel_threads
        """

    private static func thread(_ row: SQLRow) throws -> ChannelThread {
        ChannelThread(
            conversation: try row[0], person: try row[1], number: try row[2], lastInboundAt: try row[3],
            stoppedAt: try row[4], agreedAt: try row[5], marketingStoppedAt: try row[6], blockedAt: try row[7],
            unreachableAt: try row[8], readPosition: try row[9])
    }
}
