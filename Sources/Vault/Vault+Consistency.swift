// SPDX-License-Identifier: Apache-2.0

package import Storage
import Values

/// The key store is older than the data: keys are missing that nobody destroyed on purpose.
package struct KeyStoreOlderThanData: Error, CustomStringConvertible {
    package let table: String

    package var description: String {
        "The key store is older than the data: the newest rows of \(table) belong to people whose keys are missing, and no "
            + "tombstone says they were erased. Restore the newest copy of the keys folder."
    }
}

extension Vault {
    /// Throws when the key store does not answer.
    package func demandKeyStore() async throws {
        try await ring.store.demandAnswer()
    }

    /// How many of the newest rows of each table are looked at.
    private static let sample = 20

    /// Throws `KeyStoreOlderThanData` when a newest row names somebody who has neither a key nor a tombstone.
    ///
    /// Keys are made before data, so a restored older key store shows at the newest rows first. To be called before an
    /// organisation is served.
    package func demandKeysOfNewestRows(in data: any Database) async throws {
        let (register, sample) = (register, Self.sample)
        let newest = try await data.read { session in
            try register.tables.filter { !$0.sealedFields.isEmpty }.map { table in
                (table: table.name, people: try register.newestPeople(in: table, limit: sample, in: session))
            }
        }
        // The same people stand in several tables.
        var present: Set<PersonID> = []
        for (table, people) in newest {
            for person in people where try !present.contains(person) && !ledger.isErased(person) {
                guard try await exists(person) else { throw KeyStoreOlderThanData(table: table) }
                present.insert(person)
            }
        }
    }
}
