// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Writing, numbering and reading events.
package enum OutboxQueries {
    static func insert(_ event: OutboxEvent, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO outbox (id, kind, subject, created_at) VALUES ($1, $2, $3, $4)",
            event.id, event.kind.rawValue, event.subject, event.createdAt)
    }

    /// Numbered events after `sequence`, in order. Zero reads from the beginning of what is still kept.
    package static func events(
        after sequence: Int, limit: Int = 500, in session: any SQLSession
    ) throws -> [NumberedEvent] {
        try session.query(
            """
            SELECT sequence, id, kind, subject, created_at FROM outbox
            WHERE sequence > $1 ORDER BY sequence LIMIT $2
            """,
            sequence, limit
        ) { row in
            NumberedEvent(
                sequence: try row[0],
                event: OutboxEvent(
                    id: try row[1], kind: EventKind(rawValue: try row[2]), subject: try row[3],
                    createdAt: try row[4]))
        }
    }

    /// The newest number given so far; zero before the first.
    package static func lastSequence(in session: any SQLSession) throws -> Int {
        try session.first("SELECT last FROM sequences WHERE name = 'outbox'") { try $0[0] } ?? 0
    }

    package static func hasUnnumbered(in session: any SQLSession) throws -> Bool {
        try session.first("SELECT 1 FROM outbox WHERE sequence IS NULL LIMIT 1") { _ in true } ?? false
    }

    /// Numbers up to `limit` committed events in the order of their ids; returns how many. For the sequencer alone.
    package static func number(limit: Int, in session: any SQLSession) throws -> Int {
        let ids: [ID<OutboxEvent>] = try session.query(
            "SELECT id FROM outbox WHERE sequence IS NULL ORDER BY id LIMIT $1", limit
        ) { try $0[0] }
        guard !ids.isEmpty else { return 0 }
        let last = try lastSequence(in: session)
        for (offset, id) in ids.enumerated() {
            try session.execute("UPDATE outbox SET sequence = $1 WHERE id = $2", last + offset + 1, id)
        }
        try session.execute(
            """
            INSERT INTO sequences (name, last) VALUES ('outbox', $1)
            ON CONFLICT (name) DO UPDATE SET last = excluded.last
            """,
            last + ids.count)
        return ids.count
    }

    /// Drops numbered events older than `instant`: everybody who listens has long read them.
    @discardableResult
    package static func deleteEvents(before instant: Instant, in session: any SQLSession) throws -> Int {
        try session.execute("DELETE FROM outbox WHERE sequence IS NOT NULL AND created_at < $1", instant)
    }
}
