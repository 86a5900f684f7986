// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

enum PruningQueries {
    /// The first entry that is young enough to stay. Walks over those that go, and no further.
    static func firstPosition(
        of log: AuditLog, from position: Int, recordedFrom instant: Instant, in session: any SQLSession
    ) throws -> Int? {
        try session.first(
            """
            SELECT position FROM audit_entries
            WHERE log = $1 AND position >= $2 AND recorded_at >= $3 ORDER BY position LIMIT 1
            """,
            log, position, instant
        ) { try $0[0] }
    }

    /// Only ever upwards.
    static func setMinimumPosition(_ position: Int, of log: AuditLog, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE audit_trees SET minimum_position = $2 WHERE log = $1 AND minimum_position < $2", log, position)
    }

    /// Drops entries with their links and openings, oldest first; returns how many.
    static func deleteEntries(
        of log: AuditLog, below position: Int, limit: Int, in session: any SQLSession
    ) throws -> Int {
        let ids: [ID<AuditEntry>] = try session.query(
            "SELECT id FROM audit_entries WHERE log = $1 AND position < $2 ORDER BY position LIMIT $3",
            log, position, limit
        ) { try $0[0] }
        for id in ids {
            try session.execute("DELETE FROM audit_links WHERE entry_id = $1", id)
            try session.execute("DELETE FROM audit_openings WHERE entry_id = $1", id)
            try session.execute("DELETE FROM audit_entries WHERE id = $1", id)
        }
        return ids.count
    }
}
