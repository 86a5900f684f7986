// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Commerce
import Foundation
import Policy
package import Storage
import Vault

extension Maintenance {
    /// One thing the doctor looked at.
    package struct Finding: Sendable {
        package let isProblem: Bool
        package let text: String
    }

    /// Recomputes both logs of an organisation.
    package func verifyAudit(of organisation: Organisation) async throws -> [AuditReport] {
        try await AuditVerifier(database: try data(of: organisation), signer: try logSigner(of: organisation)).verify()
    }

    /// Looks for orders of an organisation that were edited past the program.
    package func examineOrders(of organisation: Organisation) async throws -> ExamineOrders.Report {
        try await ExamineOrders(
            data: try data(of: organisation), keys: try vault(of: organisation).organisationKeys)()
    }

    /// Recomputes the log of the installation itself.
    package func verifyInstanceLog() async throws -> [AuditReport] {
        let signer = try LogSigner(ofInstallationServing: businesses, secrets: paths.secrets)
        return try await AuditVerifier(database: control.database, signer: signer).verify([.instance])
    }

    /// Looks at files, keys, logs and the register; changes nothing.
    package func examine(_ backup: BackupSettings?) async throws -> [Finding] {
        var findings = [modes(), descriptors()] + (try stores()) + [try await backups(backup)]
        findings += try await verifyInstanceLog().map { finding($0, of: "installation") }
        for organisation in try await control.organisations() {
            findings.append(try await schema(of: organisation))
            findings.append(try await keys(of: organisation))
            findings.append(try await money(of: organisation))
            findings += attestations(of: organisation)
            findings += try await verifyAudit(of: organisation).map { finding($0, of: organisation.site) }
            findings.append(finding(try await examineOrders(of: organisation), of: organisation.site))
        }
        return findings
    }

    private func finding(_ report: ExamineOrders.Report, of owner: String) -> Finding {
        guard !report.changed.isEmpty else {
            return Finding(isProblem: false, text: "\(owner): \(report.count) orders are as they were written")
        }
        return Finding(
            isProblem: true,
            text:
                "\(owner): \(report.changed.count) orders were changed in the database itself: \(report.named). Compare with "
                + "the payment processor and a backup; who can write to the database?")
    }

    private func finding(_ report: AuditReport, of owner: String) -> Finding {
        let log = "\(owner): \(report.log.rawValue) log"
        return switch report.finding {
        case nil: Finding(isProblem: false, text: "\(log) is intact, \(report.size) entries")
        case .cutOff(let signed, let size):
            Finding(
                isProblem: true,
                text:
                    "\(log) is older than its signatures: \(signed) entries were signed, \(size) are there. Until the newest "
                    + "copy of the data is put back, \(owner) is quarantined: nothing is served, sent or signed.")
        case .some(let finding):
            Finding(
                isProblem: true,
                text: "\(log) is damaged: \(finding). Restore the data from a backup; meanwhile nothing more is signed."
            )
        }
    }

    /// Whether backups are taken and whole, by what is written down of them.
    private func backups(_ settings: BackupSettings?) async throws -> Finding {
        guard let settings else {
            return Finding(isProblem: false, text: "no backup is configured (backup.data, backup.keys, backup.secrets)")
        }
        let health = try await backups(settings, businessesFolder: "").health(
            interval: settings.interval ?? settings.bounds.loss)
        if let problem = health.problem {
            return Finding(isProblem: true, text: "\(problem). Run \"sampan backup\" and \"sampan backup --verify\".")
        }
        let newest = health.lastSuccess.map { "\($0)" } ?? "none"
        return Finding(isProblem: false, text: "the newest backup is of \(newest)")
    }

    /// Where the data lie: on a disk of this machine with room, or on PostgreSQL, where no backup may hold both data and keys.
    private func stores() throws -> [Finding] {
        guard case .postgreSQL(let settings) = paths.engine else { return [disk(of: paths.data)] }
        let isShared = try PostgreSQLStore.dataAndKeysShareCluster(settings)
        let text =
            switch (isShared, settings.mayShareCluster) {
            case (false, _): "data and keys lie in clusters of their own"
            case (true, true): "data and keys share a cluster, as is allowed in development"
            case (true, false):
                "data and keys share a cluster, so that its backups hold both. Give the keys a cluster of their own "
                    + "(storage.keysURL), or set storage.mayShareCluster in development."
            }
        return [Finding(isProblem: isShared && !settings.mayShareCluster, text: text), disk(of: paths.secrets)]
    }

    /// Secrets and keys are for the owner of the process alone.
    private func modes() -> Finding {
        let trees = paths.engine == .sqlite ? [paths.keys, paths.secrets] : [paths.secrets]
        let open = trees.filter { folder in
            let mode = (try? FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions]) as? Int
            return mode.map { $0 & 0o077 != 0 } ?? true
        }
        guard let first = open.first else { return Finding(isProblem: false, text: "keys and secrets are private") }
        return Finding(
            isProblem: true, text: "\(first.path) can be read by others, or is missing. Run: chmod 700 \(first.path)")
    }

    private func descriptors() -> Finding {
        let limit = FileDescriptors.hardLimit
        let isLow = limit < FileDescriptors.sensibleLimit
        return Finding(
            isProblem: isLow,
            text: isLow
                ? "only \(limit) files may be open at a time. Set LimitNOFILE=\(FileDescriptors.sensibleLimit) or more."
                : "\(limit) files may be open at a time")
    }

    /// A full disk stops every order; a gigabyte is what a busy day may need with its write-ahead logs.
    private func disk(of tree: URL) -> Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: tree.path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return Finding(isProblem: true, text: "the free space of \(tree.path) cannot be read")
        }
        let megabytes = free / 1_048_576
        return Finding(
            isProblem: megabytes < 1_024,
            text: "\(megabytes) MB are free at \(tree.path)" + (megabytes < 1_024 ? ". Make room." : ""))
    }

    /// Whether the newest rows have keys, and open with them.
    private func keys(of organisation: Organisation) async throws -> Finding {
        let (vault, data) = (try vault(of: organisation), try data(of: organisation))
        do {
            try await vault.demandKeysOfNewestRows(in: data)
            let values = try await vault.demandNewestValuesOpen(in: data)
            return Finding(
                isProblem: false,
                text: "\(organisation.site): \(values) of the newest sealed values open with their keys")
        } catch let problem as KeyStoreOlderThanData {
            return Finding(isProblem: true, text: "\(organisation.site): \(problem)")
        } catch {
            return Finding(
                isProblem: true,
                text:
                    "\(organisation.site): the newest rows do not open with the keys and secrets that are there. \(error)"
            )
        }
    }

    /// Whether those who take cards have shown that they do so safely, and for how long yet.
    private func attestations(of organisation: Organisation) -> [Finding] {
        guard let business = businesses.named(organisation.business) else { return [] }
        let attestations = CardAttestations(business.attestationEnds, clock: clock)
        return business.attestationEnds.sorted { $0.key.name < $1.key.name }.map { provider, end in
            let what = "\(organisation.site): the attestation of PCI DSS of \(provider)"
            let fix = "Ask for the new one and write its days into business.yaml, or into \(provider).attestedUntil"
            return switch attestations.standing(of: provider) {
            case .inForce: Finding(isProblem: false, text: "\(what) holds until \(end)")
            case .ending: Finding(isProblem: true, text: "\(what) ends at \(end). \(fix).")
            case .missing, .ended:
                Finding(isProblem: true, text: "\(what) ended at \(end), so that no card is taken. \(fix).")
            }
        }
    }

    /// All money that came in is in orders, on the list, back, lost or written off; no order counts as paid without money.
    private func money(of organisation: Organisation) async throws -> Finding {
        let (unbalanced, unpaid) = try await data(of: organisation).read { session in
            (try MoneyListQueries.unbalanced(in: session), try MoneyListQueries.paidWithoutMoney(in: session))
        }
        guard unbalanced + unpaid > 0 else {
            return Finding(isProblem: false, text: "\(organisation.site): all money that came in is accounted for")
        }
        return Finding(
            isProblem: true,
            text:
                "\(organisation.site): \(unbalanced) amounts are not the sum of their parts, and \(unpaid) payments "
                + "count as paid without the money for it. Compare with the bank before anything is delivered or returned."
        )
    }

    /// Every column of the real schema is classified in the privacy register.
    private func schema(of organisation: Organisation) async throws -> Finding {
        let columns = try await data(of: organisation).read { try SchemaQueries.columns(in: $0) }
        let differences = Register.program.differences(from: columns) + Register.program.contradictions
        return Finding(
            isProblem: !differences.isEmpty,
            text: "\(organisation.site): "
                + (differences.isEmpty
                    ? "every column stands in the privacy register"
                    : "the privacy register does not fit the schema: \(differences.joined(separator: "; "))"))
    }
}
