// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

extension Vault {
    /// Stores the hash a person's password is checked against, in the key store, so that it goes with their key.
    package func setPasswordHash(_ hash: String, of person: PersonID) async throws {
        let now = clock.now()
        try await ring.store.write { session in
            try session.execute(
                """
                INSERT INTO credentials (person_id, password_hash, changed_at) VALUES ($1, $2, $3)
                ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash,
                    changed_at = excluded.changed_at
                """, person, hash, now)
        }
    }

    package func passwordHash(of person: PersonID) async throws -> String? {
        try await ring.store.read { session in
            try session.first("SELECT password_hash FROM credentials WHERE person_id = $1", person) { try $0[0] }
        }
    }
}
