// SPDX-License-Identifier: Apache-2.0

import App
import Crypto
import Foundation
import Policy
import Storage
import Values
import Vault

/// How long after an erasure was asked for at one server another one opens nothing of that person any more.
struct NodesBench {
    let folder: URL
    let clusters: BenchClusters

    private static let people = 200

    func figures() async throws -> [Figure] {
        let home = folder.appending(path: "nodes")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let owned = try clusters.makeDatabases(in: home.appending(path: "sampan.json"))
        for kind in [DatabaseKind.data, .keys] {
            try PostgreSQLStore.prepare(kind, in: owned, clock: SystemWallClock())
        }
        // As a server runs: without the account that owns the tables.
        let settings = PostgreSQLSettings(
            data: owned.data, keys: owned.keys, control: owned.control, owner: nil, connections: owned.connections)
        let (organisation, root) = (OrganisationID.random(), SymmetricKey(size: .bits256))
        let (here, there) = (
            try vault(of: organisation, root, settings, in: home), try vault(of: organisation, root, settings, in: home)
        )
        var times: [Double] = []
        for _ in 0..<Self.people {
            let person = try await here.enrol().person
            // Both have had them in their hands.
            guard try await here.exists(person), try await there.exists(person) else { throw NotReady() }
            times.append(
                try await seconds {
                    try await here.destroyKeys(of: person)
                    while try await there.exists(person) { try await Task.sleep(for: .milliseconds(1)) }
                })
        }
        return [
            Figure(name: "erase-nodes", value: times.median * 1000, unit: "ms", goal: .below(20)),
            Figure(name: "erase-nodes-worst", value: (times.max() ?? .nan) * 1000, unit: "ms", goal: .atMost(1000)),
        ]
    }

    /// A server's own connections to the databases, and the secrets that servers share.
    private func vault(
        of organisation: OrganisationID, _ root: SymmetricKey, _ settings: PostgreSQLSettings, in home: URL
    ) throws -> Vault {
        let clock = SystemWallClock()
        let data = try PostgreSQLStore(.data, in: settings, clock: clock).database(of: organisation)
        let keys = try PostgreSQLStore(.keys, in: settings, clock: clock).database(of: organisation)
        let secrets = home.appending(path: "secrets")
        let organisationKeys = try OrganisationKeys(organisation: organisation, root: root, secrets: secrets)
        return Vault(
            keys: keys, data: data, organisationKeys: organisationKeys,
            ledger: try RestrictionLedger(file: secrets.appending(path: "ledger"), key: organisationKeys.ledgerKey()),
            policy: try Businesses(in: "Businesses").all.filter(\.policy.declarations.sells)[0].policy,
            register: .program, clock: clock)
    }
}
