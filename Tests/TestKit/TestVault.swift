// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Foundation
package import Policy
package import Storage
package import Values
package import Vault

/// A vault over fresh stores, with everything a test may want to look at or move.
package struct TestVault: Sendable {
    package let vault: Vault
    package let data: any Database
    package let keys: any Database
    package let clock: FixedWallClock
    package let secrets: URL
    package let organisation: OrganisationID
    package let root: SymmetricKey

    /// The vault as a process started afresh on the same files would see it.
    package func reopened(register: Register = Register([])) throws -> Vault {
        try .forTests(self, policy: vault.policy, register: register)
    }
}

/// Opens a vault of a new organisation in a fresh folder and removes it afterwards.
@discardableResult
package func withTemporaryVault<Result>(
    policy: Policy? = nil, register: Register = Register([]), organisation: OrganisationID = .random(),
    root: SymmetricKey = SymmetricKey(data: [UInt8](repeating: 7, count: 32)),
    _ body: (TestVault) async throws -> Result
) async throws -> Result {
    let clock = FixedWallClock(.testTime)
    let policy = try policy ?? .forTests()
    return try await withTemporaryDirectory { folder in
        try await withTemporaryDatabases(clock: clock) { data, keys in
            let keysOfOrganisation = try OrganisationKeys(organisation: organisation, root: root, secrets: folder)
            let ledger = try RestrictionLedger(
                file: folder.appending(path: "restrictions.ledger"), key: keysOfOrganisation.ledgerKey())
            let vault = Vault(
                keys: keys, data: data, organisationKeys: keysOfOrganisation, ledger: ledger, policy: policy,
                register: register, clock: clock)
            return try await body(
                TestVault(
                    vault: vault, data: data, keys: keys, clock: clock, secrets: folder, organisation: organisation,
                    root: root))
        }
    }
}

extension Vault {
    static func forTests(_ test: TestVault, policy: Policy, register: Register) throws -> Vault {
        let keys = try OrganisationKeys(organisation: test.organisation, root: test.root, secrets: test.secrets)
        let ledger = try RestrictionLedger(
            file: test.secrets.appending(path: "restrictions.ledger"), key: keys.ledgerKey())
        return Vault(
            keys: test.keys, data: test.data, organisationKeys: keys, ledger: ledger, policy: policy,
            register: register, clock: test.clock)
    }
}
