// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Audit
import Commerce
import Storage
import Values

struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the signed record of what happened.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Recompute every log and compare it with its signed checkpoints, and every order with its code; names what differs."
        )

        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            let configuration = try await installation.configuration()
            let maintenance = try Maintenance(
                paths: try installation.paths(configuration),
                businesses: Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
            var reports = try await maintenance.verifyInstanceLog().map { (owner: "installation", report: $0) }
            var orders: [(owner: String, report: ExamineOrders.Report)] = []
            for organisation in try await maintenance.control.organisations() {
                orders.append((organisation.site, try await maintenance.examineOrders(of: organisation)))
                reports += try await maintenance.verifyAudit(of: organisation).map { (organisation.site, $0) }
            }
            for (owner, report) in reports {
                let verdict = report.finding.map { "DAMAGED: \($0)" } ?? "intact"
                print(
                    "\(owner) \(report.log.rawValue): \(report.size) entries, \(report.checkpoints) checkpoints, \(verdict)"
                )
            }
            for (owner, report) in orders {
                let verdict = report.changed.isEmpty ? "intact" : "CHANGED past the program: \(report.named)"
                print("\(owner) orders: \(report.count) orders, \(verdict)")
            }
            let isIntact = reports.allSatisfy(\.report.isIntact) && orders.allSatisfy(\.report.changed.isEmpty)
            if !isIntact { throw ExitCode.failure }
        }
    }
}
