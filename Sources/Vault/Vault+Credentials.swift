// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

extension Vault {
    /// Stores the hash a person's password is checked against, in the key store, so that it goes with their key.
    package func setPasswordHash(_ hash: String, of person: PersonID) async throws {
        let now = clock.now()
        try await ring.store.write { try CredentialQueries.set(hash, of: person, at: now, in: $0) }
    }

    package func passwordHash(of person: PersonID) async throws -> String? {
        try await ring.store.read { try CredentialQueries.passwordHash(of: person, in: $0) }
    }
}
