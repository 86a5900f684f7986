// SPDX-License-Identifier: Apache-2.0

import Audit
package import Storage
import Values

extension Vault {
    /// What the restriction ledger took from a store that a backup brought back.
    package struct Replayed: Sendable, Hashable {
        package var people = 0
        package var rows = 0
    }

    /// Carries the ledger out over restored stores: whoever was erased since the backup has no key, and no row that an erasure
    /// would have taken. Withdrawals, objections, restrictions and changed passwords need nothing: the ledger is asked at every
    /// reading.
    package func replayLedger(in data: any Database) async throws -> Replayed {
        try await destroyKeysOfErased()
        var replayed = Replayed()
        for table in register.tables where table.personColumn != nil {
            var last: PersonID?
            while true {
                let after = last
                let people = try await data.read {
                    try register.people(in: table, after: after, limit: Self.peopleAtATime, in: $0)
                }
                for person in people where try ledger.isErased(person) {
                    replayed.people += 1
                    replayed.rows += try await sweep(person, in: data)
                }
                guard people.count == Self.peopleAtATime else { break }
                last = people.last
            }
        }
        return replayed
    }

    private static let peopleAtATime = 500

    private func sweep(_ person: PersonID, in data: any Database) async throws -> Int {
        var rows = 0
        while true {
            let touched = try await data.write { try register.sweep(person, in: $0) }
            if touched == 0 { break }
            rows += touched
        }
        return try await rows + data.write { try AuditQueries.eraseLinks(of: person, in: $0) }
    }

    /// Opens the sealed values of the newest rows of every table, shows them to nobody, and returns how many there were.
    ///
    /// Throws `SealedValueDamaged` for one that does not open though its person was not erased: rows and keys are not of
    /// one installation, or somebody changed them.
    package func demandNewestValuesOpen(in data: any Database) async throws -> Int {
        var count = 0
        for table in register.tables {
            for field in table.sealedFields {
                let values = try await data.read { try register.newestValues(of: field, in: table, limit: 20, in: $0) }
                for (person, value) in values {
                    // Gone, and with the tombstone that says so, or `demandKeysOfNewestRows` would have stopped us.
                    guard let held = try await ring.read(person) else { continue }
                    guard let epoch = value.sealed.epoch, let key = held.keys[epoch], (try? key.open(value)) != nil
                    else { throw SealedValueDamaged(field: field) }
                    count += 1
                }
            }
        }
        return count
    }
}
