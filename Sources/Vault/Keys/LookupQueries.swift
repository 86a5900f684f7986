// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Statements about look-ups that move with what they stand for.
enum LookupQueries {
    static func add(
        _ kind: LookupKind, digest: [UInt8], person: PersonID, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO lookups (kind, digest, person_id, confirmed) VALUES ($1, $2, $3, $4)
            ON CONFLICT (kind, digest, person_id) DO NOTHING
            """, kind.rawValue, digest, person, !kind.isUnique)
    }

    static func deleteOthers(
        than digest: [UInt8], _ kind: LookupKind, of person: PersonID, in session: any SQLSession
    ) throws {
        try session.execute(
            "DELETE FROM lookups WHERE person_id = $1 AND kind = $2 AND digest <> $3", person, kind.rawValue, digest)
    }
}
