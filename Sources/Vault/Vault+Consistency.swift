// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The key store is older than the data: keys are missing that nobody destroyed on purpose.
package struct KeyStoreOlderThanData: Error, CustomStringConvertible {
    package let table: String

    package var description: String {
        "The key store is older than the data: the newest rows of \(table) belong to people whose keys are missing, and no "
            + "tombstone says they were erased. Restore the newest copy of the keys folder."
    }
}

extension Vault {
    /// How many of the newest rows of each table are looked at.
    private static let sample = 20

    /// Throws `KeyStoreOlderThanData` when a newest row names somebody who has neither a key nor a tombstone.
    ///
    /// Keys are made before data, so a restored older key store shows at the newest rows first. To be called before an
    /// organisation is served.
    package func demandKeysOfNewestRows(in data: any Database) async throws {
        for table in register.tables where !table.sealedFields.isEmpty {
            let people = try await data.read { try register.newestPeople(in: table, limit: Self.sample, in: $0) }
            for person in people where !ledger.contains(.erased, of: person) {
                guard try await exists(person) else { throw KeyStoreOlderThanData(table: table.name) }
            }
        }
    }

    /// Destroys keys that have lain a day without any row naming their person: their checkout never came to its end.
    ///
    /// Looks at people enrolled from `start` on; returns how many keys went.
    package func collectUnusedKeys(enrolledSince start: Instant, in data: any Database) async throws -> Int {
        let end = clock.now() - .hours(24)
        var count = 0
        let people = try await ring.store.read {
            try KeyStoreQueries.people(createdBetween: start, and: end, limit: 10_000, in: $0)
        }
        for person in people {
            let isNamed = try await data.read { try !register.rows(about: person, in: $0).isEmpty }
            guard !isNamed else { continue }
            try await ring.destroy(person)
            count += 1
        }
        return count
    }
}
