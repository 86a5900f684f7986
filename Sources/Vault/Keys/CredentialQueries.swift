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

    static func passwordHash(of person: PersonID, in session: any SQLSession) throws -> String? {
        try session.first("SELECT password_hash FROM credentials WHERE person_id = $1", person) { try $0[0] }
    }
}
