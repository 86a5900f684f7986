// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Writing entries, and finding them by whom or what they are about.
package enum AuditQueries {
    static func insert(_ entry: AuditEntry, in session: any SQLSession) throws {
        let statement = entry.statement
        try session.execute(
            "INSERT INTO audit_entries (id, log, recorded_at, body) VALUES ($1, $2, $3, $4)",
            statement.id, statement.log, statement.time, entry.body)
        for link in entry.links {
            try session.execute(
                """
                INSERT INTO audit_links (entry_id, reference, role, person_id, object_id)
                VALUES ($1, $2, $3, $4, $5)
                """,
                statement.id, link.reference, link.role, link.person, link.object)
        }
        if let opening = entry.opening {
            try session.execute(
                "INSERT INTO audit_openings (entry_id, salt, payload) VALUES ($1, $2, $3)",
                statement.id, opening.salt, opening.payload)
        }
    }

    package static func entry(_ id: ID<AuditEntry>, in session: any SQLSession) throws -> AuditRecord? {
        try session.first(
            "SELECT id, log, recorded_at, body, position FROM audit_entries WHERE id = $1", id, map: record)
    }

    package static func opening(of entry: ID<AuditEntry>, in session: any SQLSession) throws -> AuditOpening? {
        try session.first("SELECT salt, payload FROM audit_openings WHERE entry_id = $1", entry) {
            AuditOpening(salt: try $0[0], payload: try $0[1])
        }
    }

    /// Entries about the person, alone or among others, newest first. None after the links were erased.
    package static func entries(
        about person: PersonID, limit: Int = 200, in session: any SQLSession
    ) throws -> [AuditRecord] {
        try session.query(
            """
            SELECT e.id, e.log, e.recorded_at, e.body, e.position
            FROM audit_links l JOIN audit_entries e ON e.id = l.entry_id
            WHERE l.person_id = $1 AND l.role IN ('subject', 'member')
            ORDER BY l.entry_id DESC LIMIT $2
            """,
            person, limit, map: record)
    }

    /// What the person did, newest first.
    package static func entries(
        by person: PersonID, limit: Int = 200, in session: any SQLSession
    ) throws -> [AuditRecord] {
        try session.query(
            """
            SELECT e.id, e.log, e.recorded_at, e.body, e.position
            FROM audit_links l JOIN audit_entries e ON e.id = l.entry_id
            WHERE l.person_id = $1 AND l.role = 'actor'
            ORDER BY l.entry_id DESC LIMIT $2
            """,
            person, limit, map: record)
    }

    /// The timeline of an order, a request or any other object, oldest first.
    package static func entries(
        about object: ID<AuditObject>, limit: Int = 200, in session: any SQLSession
    ) throws -> [AuditRecord] {
        try session.query(
            """
            SELECT e.id, e.log, e.recorded_at, e.body, e.position
            FROM audit_links l JOIN audit_entries e ON e.id = l.entry_id
            WHERE l.object_id = $1
            ORDER BY l.entry_id LIMIT $2
            """,
            object, limit, map: record)
    }

    /// The newest entries of a log.
    package static func newest(
        of log: AuditLog, limit: Int = 200, in session: any SQLSession
    ) throws -> [AuditRecord] {
        try session.query(
            """
            SELECT id, log, recorded_at, body, position FROM audit_entries
            WHERE log = $1 AND position IS NOT NULL
            ORDER BY position DESC LIMIT $2
            """,
            log, limit, map: record)
    }

    /// Who acted in an entry; nil for the program itself, and after the actor's links were erased.
    package static func actor(of entry: ID<AuditEntry>, in session: any SQLSession) throws -> PersonID? {
        try session.first(
            "SELECT person_id FROM audit_links WHERE entry_id = $1 AND role = 'actor'", entry
        ) { try $0[0] }
    }

    /// Makes every entry about or by the person unlinkable, to us as to anyone, and returns how many links went.
    ///
    /// The entries stay and keep proving what happened; what they commit to can no longer be opened by us.
    @discardableResult
    package static func eraseLinks(of person: PersonID, in session: any SQLSession) throws -> Int {
        try session.execute(
            """
            DELETE FROM audit_openings WHERE entry_id IN
                (SELECT entry_id FROM audit_links WHERE person_id = $1 AND role = 'subject')
            """,
            person)
        return try session.execute("DELETE FROM audit_links WHERE person_id = $1", person)
    }

    static func record(_ row: SQLRow) throws -> AuditRecord {
        AuditRecord(id: try row[0], log: try row[1], recordedAt: try row[2], body: try row[3], position: try row[4])
    }
}
