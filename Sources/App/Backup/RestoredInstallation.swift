// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Backup
import Foundation
import Policy
import Storage
import Values
package import Vault

/// What a restore did in one organisation.
package struct RestoredOrganisation: Sendable {
    package let business: String
    package let replayed: Vault.Replayed
    package let sessionsEnded: Int
    /// Whether its logs go on under a new name.
    package let logsRenamed: Bool
}

/// Makes restored stores fit to be opened: what was erased since stays erased, sessions are over, logs that were signed further
/// go on under a new name, and every organisation is quarantined until it has been reconciled.
struct RestoredInstallation: Sendable {
    let paths: StoragePaths
    let businesses: Businesses
    let clock: any WallClock
    let isDrill: Bool

    func callAsFunction(from manifest: Manifest) async throws -> [RestoredOrganisation] {
        let control = try ControlStore.open(at: paths, log: MerkleInstanceLog(), clock: clock)
        let databases = OrganisationDatabases(at: paths, clock: clock)
        do {
            var restored: [RestoredOrganisation] = []
            for organisation in try await control.organisations() {
                restored.append(try await restore(organisation, try databases.open(organisation.id), manifest))
            }
            try await restoreInstanceLog(control, manifest)
            await databases.close()
            await control.close()
            return restored
        } catch {
            await databases.close()
            await control.close()
            throw error
        }
    }

    private func restore(
        _ organisation: Organisation, _ stores: OrganisationStores, _ manifest: Manifest
    ) async throws -> RestoredOrganisation {
        guard let business = businesses.named(organisation.business) else {
            throw RestoreProblem.businessMissing(organisation.business)
        }
        let folder = paths.secrets(of: organisation.id)
        let keys = try OrganisationKeys(
            organisation: organisation.id, root: try Secrets(at: paths).root, secrets: folder)
        let ledger = try RestrictionLedger(file: folder.appending(path: "restrictions.ledger"), key: keys.ledgerKey())
        let vault = Vault(
            keys: stores.keys, data: stores.data, organisationKeys: keys, ledger: ledger, policy: business.policy,
            register: .program, clock: clock)
        let replayed = try await vault.replayLedger(in: stores.data)
        let sessions = try await EndAllSessions(data: stores.data)()
        let heads = try await renamedLogs(
            in: folder, of: stores.data, signer: try LogSigner(of: business, secrets: folder),
            logs: [.access, .evidence]
        ) { LogSigner.freshBase(of: business) }
        let now = clock.now()
        let quarantine = Quarantine(id: .timeOrdered(at: now), takenAt: manifest.instant)
        let isDrill = isDrill
        let entries = self.entries(heads, .evidence, manifest, policy: business.policy)
        try await stores.data.write { session in
            if !isDrill { try QuarantineQueries.begin(quarantine, at: now, in: session) }
            for entry in entries { try entry.insert(in: session) }
        }
        return RestoredOrganisation(
            business: organisation.business, replayed: replayed, sessionsEnded: sessions, logsRenamed: !heads.isEmpty)
    }

    private func restoreInstanceLog(_ control: ControlStore, _ manifest: Manifest) async throws {
        let heads = try await renamedLogs(
            in: paths.secrets, of: control.database,
            signer: try LogSigner(ofInstallationServing: businesses, secrets: paths.secrets), logs: [.instance]
        ) { LogSigner.freshBase(ofInstallationServing: businesses) }
        let entries = self.entries(heads, .instance, manifest, policy: nil)
        try await control.database.write { session in
            for entry in entries { try entry.insert(in: session) }
        }
    }

    /// What was signed last, when the stores do not continue it; nothing when they do.
    private func renamedLogs(
        in folder: URL, of database: any Database, signer: LogSigner, logs: [AuditLog], base: () -> String
    ) async throws -> [FormerHead] {
        let sequencer = Sequencer(database: database, signer: signer, logs: logs, clock: clock, onFailure: { _ in })
        // A drill signs nothing under a name that people hold receipts of.
        guard !isDrill else { return try LogSigner.rename(in: folder, logs: logs, to: base()) }
        do {
            try await sequencer.demandContinuity()
            return []
        } catch is InconsistentTree {
            return try LogSigner.rename(in: folder, logs: logs, to: base())
        }
    }

    /// That it was restored from which backup, and what a log under a new name takes over from the old one.
    private func entries(
        _ heads: [FormerHead], _ log: AuditLog, _ manifest: Manifest, policy: Policy?
    ) -> [AuditEntry] {
        let now = clock.now()
        let version = policy?.version.hex
        let restored = AuditEntry(
            log: log, type: .restored, at: now, policyVersion: version, outcome: "\(manifest.run) \(manifest.instant)")
        return [restored]
            + heads.map { head in
                AuditEntry(
                    log: log, type: .continuedAfterRestore, at: now, policyVersion: version, outcome: head.outcome)
            }
    }
}
