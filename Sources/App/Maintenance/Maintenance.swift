// SPDX-License-Identifier: Apache-2.0

package import Accounts
import Audit
import Crypto
import Foundation
import Policy
package import Storage
package import Values
import Vault

/// The installation as the command line works on it, beside a running server or without one.
///
/// It takes no lock: what it does is harmless to a server at work. It never makes an installation.
package struct Maintenance: Sendable {
    package let paths: StoragePaths
    package let control: ControlStore
    let businesses: Businesses
    let databases: OrganisationDatabases
    let clock: any WallClock

    /// Throws `NoInstallation` when there is none at these paths.
    package init(paths: StoragePaths, businesses: Businesses, clock: any WallClock) throws {
        if paths.engine == .sqlite {
            guard FileManager.default.fileExists(atPath: paths.controlDatabase.path) else {
                throw NoInstallation(path: paths.data.path)
            }
        }
        self.paths = paths
        self.businesses = businesses
        self.clock = clock
        control = try ControlStore.open(at: paths, log: MerkleInstanceLog(), clock: clock)
        databases = OrganisationDatabases(at: paths, clock: clock)
    }

    /// Brings every database to this program's schema; returns the organisations there are.
    package func migrate() async throws -> [Organisation] {
        try databases.prepare()
        let organisations = try await control.organisations()
        for organisation in organisations { _ = try data(of: organisation) }
        return organisations
    }

    package func backups(_ settings: BackupSettings, businessesFolder: String) -> Backups {
        Backups(
            settings, paths: paths, control: control, databases: databases, businesses: businesses,
            businessesFolder: businessesFolder, clock: clock)
    }

    func close() async {
        await databases.close()
        await control.close()
    }

    package func data(of organisation: Organisation) throws -> any Database {
        try databases.open(organisation.id).data
    }

    /// The staff of an organisation, for adding the first account.
    package func accounts(of organisation: Organisation) throws -> Accounts {
        Accounts(
            data: try databases.open(organisation.id).data, vault: try vault(of: organisation),
            passwords: PasswordHasher(), attempts: SignInAttempts(), clock: clock)
    }

    func vault(of organisation: Organisation) throws -> Vault {
        guard let business = businesses.named(organisation.business) else { throw OrganisationUnknown() }
        let stores = try databases.open(organisation.id)
        let folder = paths.secrets(of: organisation.id)
        let keys = try OrganisationKeys(
            organisation: organisation.id, root: try Secrets(at: paths).root, secrets: folder)
        let ledger = try RestrictionLedger(file: folder.appending(path: "restrictions.ledger"), key: keys.ledgerKey())
        return Vault(
            keys: stores.keys, data: stores.data, organisationKeys: keys, ledger: ledger, policy: business.policy,
            register: .program, clock: clock)
    }

    func logSigner(of organisation: Organisation) throws -> LogSigner {
        guard let business = businesses.named(organisation.business) else { throw OrganisationUnknown() }
        return try LogSigner(of: business, secrets: paths.secrets(of: organisation.id))
    }

    /// The organisation of a business given by both slugs, or the business's own; the only one there is when neither is given.
    package func organisation(_ business: String?, _ slug: String? = nil) async throws -> Organisation {
        if let business {
            guard let found = try await control.organisation(named: slug ?? business, of: business) else {
                throw OrganisationUnknown()
            }
            return found
        }
        let all = try await control.organisations().filter { slug == nil ? $0.isOwn : $0.slug == slug }
        guard all.count == 1 else { throw OrganisationUnknown() }
        return all[0]
    }
}

package struct NoInstallation: Error, CustomStringConvertible {
    let path: String

    package var description: String {
        "There is no installation at \(path). Start one with \"sampan serve\" or \"sampan demo\", or name its folder with --data."
    }
}
