// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation
package import Policy
package import Storage
package import Testing
package import Values
package import Vault

/// The two stores, the secrets and the vault of an organisation, as one process has them open.
package struct TwoStores: Sendable {
    package let vault: Vault
    package let data: any Database
    package let keys: any Database
    package let clock: FixedWallClock
    package let secrets: URL
}

/// Runs an operation on fresh stores again and again, each time with a power cut before or after another of its steps, and then
/// lets `afterwards` look, as a process started anew on the same files does.
///
/// The last run has no cut. In each `prepare` runs first, in a process of its own. Returns how many steps there were.
@discardableResult
package func withPowerCutAtEveryStep<Prepared: Sendable>(
    register: Register, policy: Policy? = nil,
    prepare: (TwoStores) async throws -> Prepared,
    operation: (TwoStores, Prepared, PowerCut) async throws -> Void,
    afterwards: (TwoStores, Prepared, PowerCut) async throws -> Void
) async throws -> Int {
    let policy = try policy ?? .forTests()
    for step in 1... {
        for moment in [PowerCut.Moment.before(step), .after(step)] {
            let power = PowerCut(moment)
            try await withTemporaryDirectory { folder in
                let disk = Disk(
                    folder: folder, organisation: .random(), policy: policy, register: register,
                    clock: FixedWallClock(.testTime))
                let prepared = try await disk.started { try await prepare($0) }
                do {
                    try await disk.started(on: power) { try await operation($0, prepared, power) }
                    #expect(!power.hasHappened, "the operation went on after a power cut \(moment)")
                } catch is PowerCut.Darkness {
                    // As planned.
                }
                try await disk.started { try await afterwards($0, prepared, power) }
            }
            if !power.hasHappened { return step - 1 }
        }
    }
    return 0
}

/// What stays when a process ends.
private struct Disk {
    let folder: URL
    let organisation: OrganisationID
    let policy: Policy
    let register: Register
    let clock: FixedWallClock

    /// Opens everything as a new process, runs `body` and closes it again, whatever happened.
    func started<Result>(on power: PowerCut? = nil, _ body: (TwoStores) async throws -> Result) async throws -> Result {
        let data = try open(.data)
        let keys = try open(.keys)
        do {
            let result = try await body(try stores(data: data, keys: keys, power))
            await data.close()
            await keys.close()
            return result
        } catch {
            await data.close()
            await keys.close()
            throw error
        }
    }

    private func open(_ kind: DatabaseKind) throws -> any Database {
        switch TestEngine.current {
        case .sqlite: try SQLiteDatabase.open(kind, at: folder.appending(path: "\(kind).sqlite"), clock: clock)
        case .postgresql: sharedTables(kind, of: organisation)
        }
    }

    private func stores(data: any Database, keys: any Database, _ power: PowerCut?) throws -> TwoStores {
        let data = power.map { FragileDatabase(base: data, power: $0) } ?? data
        let keys = power.map { FragileDatabase(base: keys, power: $0) } ?? keys
        let secrets = folder.appending(path: "secrets")
        let organisationKeys = try OrganisationKeys(
            organisation: organisation, root: SymmetricKey(data: [UInt8](repeating: 7, count: 32)), secrets: secrets)
        let ledger = try RestrictionLedger(
            file: secrets.appending(path: "restrictions.ledger"), key: organisationKeys.ledgerKey())
        let vault = Vault(
            keys: keys, data: data, organisationKeys: organisationKeys, ledger: ledger, policy: policy,
            register: register, clock: clock)
        return TwoStores(vault: vault, data: data, keys: keys, clock: clock, secrets: secrets)
    }
}

extension TwoStores {
    /// What must hold after any crash: the data find their keys, and a day later no key is left that nobody's data need.
    package func expectNoLooseEnds(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await vault.demandKeysOfNewestRows(in: data)
        clock.advance(by: .hours(25))
        try await vault.keepHouse(in: data)

        for person in try await enrolled() {
            let rows = try await data.read { try vault.register.rows(about: person, in: $0) }
            #expect(!rows.isEmpty, "a key is left without data", sourceLocation: sourceLocation)
            #expect(
                try !vault.ledger.isErased(person), "an erased person's key is left", sourceLocation: sourceLocation)
        }
        let pending: Int? = try await keys.read {
            try $0.first("SELECT count(*) FROM lookups WHERE confirmed = 0") { try $0[0] }
        }
        #expect(pending == 0, "a look-up stays reserved", sourceLocation: sourceLocation)
        try await vault.demandKeysOfNewestRows(in: data)
    }

    /// People, staff and erasure cases with a key.
    package func enrolled() async throws -> [PersonID] {
        try await keys.read { session in
            try session.query("SELECT person_id FROM people WHERE kind IN (1, 2, 4)") { try $0[0] }
        }
    }

    package func count(_ table: String) async throws -> Int {
        try await data.read { try $0.first("SELECT count(*) FROM \(table)") { try $0[0] } ?? 0 }
    }
}
