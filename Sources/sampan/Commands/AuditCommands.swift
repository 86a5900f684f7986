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
                paths: installation.paths(configuration),
                businesses: Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
            var isIntact = true
            for organisation in try await maintenance.control.organisations() {
                for report in try await maintenance.verifyAudit(of: organisation) {
                    let verdict = report.finding.map { "DAMAGED: \($0)" } ?? "intact"
                    print(
                        "\(organisation.business) \(report.log.rawValue): \(report.size) entries, "
                            + "\(report.checkpoints) checkpoints, \(verdict)")
                    isIntact = isIntact && report.isIntact
                }
            }
            if !isIntact { throw ExitCode.failure }
        }
    }
}
