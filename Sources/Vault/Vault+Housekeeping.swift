// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// What puts the two stores right with each other after a crash or a restored copy. Each part may run at any time and again.
extension Vault {
    /// How long a key may lie without data: longer than any checkout takes.
    static let unusedKeyLifetime = Duration.hours(24)
    private static let batch = 500

    /// Everything that is over or was left behind: to be called daily, and harmless at any time.
    package func keepHouse(in data: any Database) async throws {
        try await destroyKeysOfErased()
        try await settleReservations(madeBefore: clock.now() - Self.unusedKeyLifetime, in: data)
        _ = try await collectUnusedKeys(in: data)
    }

    /// Says that the data behind a person's unique look-ups are stored.
    package func confirmLookups(of person: PersonID) async throws {
        try await ring.store.write { try KeyStoreQueries.confirmLookups(of: person, in: $0) }
    }

    /// Settles unique look-ups that were reserved before `instant` and never confirmed: those whose person stands in the data are
    /// confirmed, the others go together with their keys.
    package func settleReservations(madeBefore instant: Instant, in data: any Database) async throws {
        let people = try await ring.store.read { try KeyStoreQueries.reservations(before: instant, in: $0) }
        for person in people {
            if try await isNamed(person, in: data) {
                try await confirmLookups(of: person)
            } else {
                try await ring.destroy([person])
            }
        }
    }

    /// Destroys keys that have lain a day without any row naming their person: their checkout never came to its end.
    ///
    /// Goes on where the last one ended, however long ago that was; returns how many keys went.
    @discardableResult
    package func collectUnusedKeys(in data: any Database) async throws -> Int {
        let end = clock.now() - Self.unusedKeyLifetime
        let start = try await ring.store.read { try KeyStoreQueries.collectedUntil(in: $0) }
        var last: KeyStoreQueries.Enrolment?
        var count = 0
        while true {
            let after = last
            let batch = try await ring.store.read {
                try KeyStoreQueries.enrolments(from: start, after: after, until: end, limit: Self.batch, in: $0)
            }
            var unused: [PersonID] = []
            for enrolment in batch where try await !isNamed(enrolment.person, in: data) {
                unused.append(enrolment.person)
            }
            try await ring.destroy(unused)
            count += unused.count
            guard batch.count == Self.batch else { break }
            last = batch.last
        }
        if end > start { try await ring.store.write { try KeyStoreQueries.setCollected(until: end, in: $0) } }
        return count
    }

    /// Destroys the keys of people whose tombstone stands in the ledger: a crash came between the two, or a restored copy of
    /// the key store brought them back. They cannot be used meanwhile.
    func destroyKeysOfErased() async throws {
        var last: PersonID?
        while true {
            let after = last
            let batch = try await ring.store.read {
                try KeyStoreQueries.people(after: after, limit: Self.batch, in: $0)
            }
            try await ring.destroy(batch.filter(ledger.isErased))
            guard batch.count == Self.batch else { return }
            last = batch.last
        }
    }

    private func isNamed(_ person: PersonID, in data: any Database) async throws -> Bool {
        try await data.read { try !register.rows(about: person, in: $0).isEmpty }
    }
}
