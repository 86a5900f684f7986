// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite("Databases of one installation")
struct InstallationClaimTests {
    @Test func `an empty database of keys beside full data is a loss and is not filled anew`() async throws {
        try await withTemporaryInstallation(on: .postgresql) { instance in
            let organisation = try await instance.register("boats")
            let empty = try TestCluster.keys.makeDatabase(.keys)
            defer { TestCluster.keys.drop(empty) }
            let settings = try settings(of: instance)
            let without = databases(
                of: instance, settings, keys: try TestCluster.keys.address(of: empty), data: settings.data)

            #expect(throws: InstallationProblem.self) { try without.open(organisation.id) }
            await #expect(throws: InstallationProblem.self) {
                try await instance.control.register(
                    organisation: "rafts", of: "boats", name: "Rafts", in: without)
            }
            await without.close()
        }
    }

    @Test func `keys are not taken for data, nor another installation's for ours`() async throws {
        try await withTemporaryInstallation(on: .postgresql) { ours in
            try await withTemporaryInstallation(on: .postgresql) { theirs in
                let organisation = try await ours.register("boats")
                _ = try await theirs.register("rafts")
                let (own, foreign) = (try settings(of: ours), try settings(of: theirs))
                for (keys, data) in [(foreign.keys, own.data), (own.keys, foreign.data), (own.keys, own.control)] {
                    let mixed = databases(of: ours, own, keys: keys, data: data)

                    #expect(throws: InstallationProblem.self) { try mixed.open(organisation.id) }
                    await mixed.close()
                }
            }
        }
    }

    private func settings(of instance: TemporaryInstallation) throws -> PostgreSQLSettings {
        guard case .postgreSQL(let settings) = instance.paths.engine else { throw CancellationError() }
        return settings
    }

    private func databases(
        of instance: TemporaryInstallation, _ settings: PostgreSQLSettings, keys: PostgreSQLAddress,
        data: PostgreSQLAddress
    ) -> OrganisationDatabases {
        let mixed = PostgreSQLSettings(data: data, keys: keys, control: settings.control, owner: nil, connections: 2)
        let paths = StoragePaths(
            data: instance.paths.data, keys: instance.paths.keys, secrets: instance.paths.secrets,
            engine: .postgreSQL(mixed))
        return OrganisationDatabases(at: paths, clock: FixedWallClock(.testTime))
    }
}
