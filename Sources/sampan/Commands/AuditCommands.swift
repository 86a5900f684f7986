// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Audit
import Storage
import Values

struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the signed record of what happened.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute every log and compare it with its signed checkpoints; names the first difference.")

        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            let configuration = try await installation.configuration()
            let maintenance = try Maintenance(
                paths: try installation.paths(configuration),
                businesses: Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
            var reports = try await maintenance.verifyInstanceLog().map { (owner: "installation", report: $0) }
            for organisation in try await maintenance.control.organisations() {
                reports += try await maintenance.verifyAudit(of: organisation).map { (organisation.site, $0) }
            }
            for (owner, report) in reports {
                let verdict = report.finding.map { "DAMAGED: \($0)" } ?? "intact"
                print(
                    "\(owner) \(report.log.rawValue): \(report.size) entries, \(report.checkpoints) checkpoints, \(verdict)"
                )
            }
            let isIntact = reports.allSatisfy(\.report.isIntact)
            if !isIntact { throw ExitCode.failure }
        }
    }
}
