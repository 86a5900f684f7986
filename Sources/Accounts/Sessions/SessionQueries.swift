// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about the sessions of staff.
enum SessionQueries {
    static func insert(
        _ id: ID<StaffSession>, digest: [UInt8], person: PersonID, from now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO staff_sessions (id, token_digest, person_id, began_at, seen_at, ends_at)
            VALUES ($1, $2, $3, $4, $4, $5)
            """, id, digest, person, now, now + StaffSession.longest)
    }

    struct Row: Sendable {
        let id: ID<StaffSession>
        let person: PersonID
        let seenAt: Instant
    }

    static func find(digest: [UInt8], at now: Instant, in session: any SQLSession) throws -> Row? {
        try session.first(
            """
            SELECT id, person_id, seen_at FROM staff_sessions
            WHERE token_digest = $1 AND ends_at > $2 AND seen_at > $3
            """, digest, now, now - StaffSession.idle
        ) { row in Row(id: try row[0], person: try row[1], seenAt: try row[2]) }
    }

    static func touch(_ id: ID<StaffSession>, at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE staff_sessions SET seen_at = $2 WHERE id = $1", id, now)
    }

    static func delete(digest: [UInt8], in session: any SQLSession) throws {
        try session.execute("DELETE FROM staff_sessions WHERE token_digest = $1", digest)
    }

    static func delete(of person: PersonID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM staff_sessions WHERE person_id = $1", person)
    }

    static func deleteAll(in session: any SQLSession) throws -> Int {
        try session.execute("DELETE FROM staff_sessions")
    }

    static func deleteEnded(at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM staff_sessions WHERE ends_at <= $1 OR seen_at <= $2", now, now - StaffSession.idle)
    }
}
