// SPDX-License-Identifier: Apache-2.0

package import Storage
import Values

/// Moves an organisation to a new epoch: every wrapped key is wrapped anew, a fresh copy of the key store is verified, and
/// only then is the old epoch's secret destroyed.
///
/// From that moment every older copy of the key store (a backup, a snapshot, old blocks of a disk) opens nothing, which is
/// how an erasure reaches copies nobody can delete from. Interrupted, it goes on where it stopped when it runs again.
package struct KeyRotation: Sendable {
    static let batch = 500
    private let ring: KeyRing

    init(ring: KeyRing) {
        self.ring = ring
    }

    /// Rotates; `backUp` must write a copy of the key store to the place it returns as an open database.
    ///
    /// Returns the number of keys that were wrapped anew.
    package func rotate(backUp: () async throws -> any Database) async throws -> Int {
        let keys = ring.organisationKeys
        let unfinished = keys.epochs.count > 1
        let epoch = unfinished ? keys.currentEpoch : try keys.beginEpoch()
        try await ring.store.write { try KeyStoreQueries.begin(epoch, in: $0) }
        let count = try await rewrapAll(into: epoch)
        try await verify(try await backUp(), in: epoch)
        for old in keys.epochs where old != epoch {
            try keys.forget(old)
        }
        ring.forgetAll()
        return count
    }

    private func rewrapAll(into epoch: UInt32) async throws -> Int {
        var count = 0
        while true {
            let batch = try await ring.store.read {
                try KeyStoreQueries.keysToRewrap(into: epoch, limit: Self.batch, in: $0)
            }
            if batch.isEmpty { return count }
            let wrapped = try batch.map { old in
                (person: old.person, key: try ring.wrap(try ring.unwrap(old.key, of: old.person), in: epoch))
            }
            try await ring.store.write { session in
                for new in wrapped {
                    try KeyStoreQueries.rewrap(new.key, of: new.person, in: session)
                }
            }
            count += batch.count
        }
    }

    /// Opens every key of the copy; throws at the first that is missing its epoch or does not unwrap.
    private func verify(_ copy: any Database, in epoch: UInt32) async throws {
        var last: PersonID?
        while true {
            let after = last
            let keys = try await copy.read { try KeyStoreQueries.allKeys(after: after, limit: Self.batch, in: $0) }
            guard let end = keys.last?.person else { return }
            for (person, key) in keys {
                guard key.wrappedIn == epoch else { throw KeyCopyIncomplete() }
                _ = try ring.unwrap(key, of: person)
            }
            last = end
        }
    }
}

/// The copy of the key store still holds keys of the old epoch; its secret was not destroyed.
package struct KeyCopyIncomplete: Error {}
