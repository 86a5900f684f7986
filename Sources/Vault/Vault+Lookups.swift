// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// A look-up that moves: added before the data change, the old one taken away after, so that its person is never lost.
extension Vault {
    /// Lets a person be found by a further value too; durable when it returns, and harmless twice. False when they are erased.
    package func addLookup(_ kind: LookupKind, _ value: String, of person: PersonID) async throws -> Bool {
        guard try await exists(person) else { return false }
        let digest = digest(of: value, kind)
        do {
            try await ring.store.write { try LookupQueries.add(kind, digest: digest, person: person, in: $0) }
            return true
        } catch StorageError.constraintViolation {
            return false  // erased in between
        }
    }

    /// From its return on a person is found by this value of the kind and by no other; no trace of the others is left in the files.
    package func keepLookup(_ kind: LookupKind, only value: String, of person: PersonID) async throws {
        let digest = digest(of: value, kind)
        try await ring.store.write {
            try LookupQueries.deleteOthers(than: digest, kind, of: person, in: $0)
        }
        try await ring.store.scrub()
    }
}
