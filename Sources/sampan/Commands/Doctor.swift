// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Storage
import Values

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for what is wrong with the installation, and say how to put it right.")

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let configuration = try await installation.configuration()
        let maintenance = try Maintenance(
            paths: try installation.paths(configuration),
            businesses: Businesses(
                in: installation.businesses(configuration), attestedUntil: try configuration.attestedUntil()),
            clock: SystemWallClock())
        let backup = try BackupSettings.read(configuration, secrets: installation.paths(configuration).secrets)
        let findings = try await maintenance.examine(backup)
        for finding in findings {
            print("\(finding.isProblem ? "PROBLEM" : "ok") \(finding.text)")
        }
        if findings.contains(where: \.isProblem) { throw ExitCode.failure }
    }
}
