// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// What passwords are checked against, beside the keys.
enum CredentialQueries {
    static func set(_ hash: String, of person: PersonID, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO credentials (person_id, password_hash, changed_at) VALUES ($1, $2, $3)
            ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash,
                changed_at = excluded.changed_at
            """, person, hash, now)
    }

    static func password(
        of person: PersonID, in session: any SQLSession
    ) throws -> (hash: String, changedAt: Instant)? {
        try session.first("SELECT password_hash, changed_at FROM credentials WHERE person_id = $1", person) { row in
            (try row[0], try row[1])
        }
    }

    static func delete(of person: PersonID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM credentials WHERE person_id = $1", person)
    }
}
