// SPDX-License-Identifier: Apache-2.0

import Audit
import Backup
import Commerce
import Foundation
import Logging
import Storage
package import Values
import Vault

/// Restores the newest backup to a scratch place on this machine and looks whether a business could live from it.
///
/// Nothing of the running installation is touched and no third party is asked. The copy, which is SQLite whatever the engine, is
/// gone when this returns.
package struct Drill: Sendable {
    let backups: Backups
    let businesses: Businesses
    let clock: any WallClock

    package init(_ backups: Backups, businesses: Businesses, clock: any WallClock) {
        self.backups = backups
        self.businesses = businesses
        self.clock = clock
    }

    package func callAsFunction() async throws -> DrillReport {
        let scratch = backups.paths.secrets.deletingLastPathComponent().appending(
            path: "drill-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let report: DrillReport
        do {
            report = try await run(in: scratch)
            try FileManager.default.removeItem(at: scratch)
        } catch {
            // A copy of keys must not stay behind, whatever else went wrong.
            try? FileManager.default.removeItem(at: scratch)
            throw error
        }
        try await write(report)
        return report
    }

    private func run(in scratch: URL) async throws -> DrillReport {
        var report = DrillReport(at: clock.now(), bounds: backups.settings.bounds)
        let began = ContinuousClock.now
        do {
            let paths = StoragePaths(besideData: scratch.appending(path: "data"))
            try FileManager.default.createDirectory(
                at: paths.secrets, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.copyItem(at: backups.paths.rootKey, to: paths.rootKey)
            var restore = RestoreBackup(backups.settings, to: paths, businesses: businesses, clock: clock)
            restore.isDrill = true
            let restored = try await restore(.newest)
            report.note(restored)
            try await check(paths, restored, &report)
        } catch {
            report.fail("restoring", "\(error)")
        }
        report.took = ContinuousClock.now - began
        return report
    }

    /// The copy as a server would find it.
    private func check(
        _ paths: StoragePaths, _ restored: RestoreBackup.Restored, _ report: inout DrillReport
    ) async throws {
        let maintenance = try Maintenance(paths: paths, businesses: businesses, clock: clock)
        for organisation in try await maintenance.control.organisations() {
            let stores = try maintenance.databases.open(organisation.id)
            let vault = try maintenance.vault(of: organisation)
            try await vault.demandKeysOfNewestRows(in: stores.data)
            let values = try await vault.demandNewestValuesOpen(in: stores.data)
            report.pass("\(organisation.business): rows have their keys, \(values) of the newest sealed values open")
            let signer = try maintenance.logSigner(of: organisation)
            try await Sequencer(database: stores.data, signer: signer, clock: clock, onFailure: { _ in }).flush()
            let orders = try await maintenance.examineOrders(of: organisation)
            report.judge(
                "\(organisation.business): \(orders.count) orders",
                orders.changed.isEmpty ? nil : "changed past the program: \(orders.named)")
            for log in try await maintenance.verifyAudit(of: organisation) {
                report.judge("\(organisation.business): \(log.log.rawValue) log, \(log.size) entries", log.finding)
            }
        }
        for log in try await maintenance.verifyInstanceLog() {
            report.judge("installation: \(log.log.rawValue) log, \(log.size) entries", log.finding)
        }
        await maintenance.close()
        try await smoke(paths, &report)
    }

    /// Opens every business as the server does, without accounts at third parties, and asks each for its plans.
    private func smoke(_ paths: StoragePaths, _ report: inout DrillReport) async throws {
        let settings = Settings(
            paths: paths, businesses: backups.businessesFolder, address: ListenAddress(host: "127.0.0.1", port: 0),
            publicOrigin: nil, isBehindProxy: false,
            adapters: AdapterSettings(stripe: nil, esimAccess: nil, mail: nil), clockSocket: nil)
        let app = try await App.build(
            settings, clock: clock, logger: Logger(label: "drill") { _ in SwiftLogNoOpLogHandler() })
        for organisation in try await app.control.organisations() {
            let plans = try await app.organisations.using(organisation) { $0.shop.catalogue.plans.count }
            report.pass("\(organisation.site): opens, with \(plans) plans on sale")
        }
        try await app.close()
    }

    /// A dated file beside the data, a line in the installation's log, and a row for the alarm.
    private func write(_ report: DrillReport) async throws {
        let folder = backups.paths.data.appending(path: "drills")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let day = report.at.description.replacing(":", with: "")
        try PrivateFile.write(report.text, to: folder.appending(path: "\(day).txt"))
        let verdict = report.hasPassed ? "passed" : "failed"
        try await backups.control.note(.drillRun, "\(verdict) \(report.run ?? "no backup")")
        let run = BackupRun(
            kind: .drill, succeeded: report.hasPassed, detail: "\(verdict) \(report.run ?? "")", beganAt: report.at,
            endedAt: clock.now())
        try await backups.write(run)
    }
}
