// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

extension Vault {
    /// Stores the hash a person's password is checked against, in the key store, so that it goes with their key.
    ///
    /// When it returns, the ledger has the change too: no backup brings the password before it back.
    package func setPasswordHash(_ hash: String, of person: PersonID) async throws {
        let now = clock.now()
        try await ring.store.write { try CredentialQueries.set(hash, of: person, at: now, in: $0) }
        try ledger.record(.changedCredentials, of: person, at: now)
    }

    /// Ends a person's credentials, here and in every backup: for a member of staff who leaves.
    package func endCredentials(of person: PersonID) async throws {
        try ledger.record(.changedCredentials, of: person, at: clock.now())
        try await ring.store.write { try CredentialQueries.delete(of: person, in: $0) }
    }

    package func passwordHash(of person: PersonID) async throws -> String? {
        let found = try await ring.store.read { try CredentialQueries.password(of: person, in: $0) }
        // Older than the last change in the ledger: a restored copy of the key store brought it back.
        guard let found, try ledger.restrictions(of: person).credentialsChangedAt.map({ found.changedAt >= $0 }) ?? true
        else { return nil }
        return found.hash
    }
}
