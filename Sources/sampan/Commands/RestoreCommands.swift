// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Backup
import Foundation
import Storage
import Values
import Vault

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restore a backup to the empty installation that the configuration names.",
        discussion: """
            Before it, put root.key and backup.secret into the secrets folder. After it, "sampan serve" asks the third parties what
            became of what was under way and serves when they have answered.
            """)

    @OptionGroup var installation: InstallationOptions

    @Option(help: "The newest backup not after this time (2026-03-01T08:00:00Z), or the backup of this name.")
    var at: String?

    func run() async throws {
        let configuration = try await installation.configuration()
        let restore = RestoreBackup(
            try installation.backupSettings(configuration), to: try installation.paths(configuration),
            businesses: try Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
        let restored = try await restore(try choice)
        print("restored \(restored.data.run) of \(restored.data.instant), with the keys of \(restored.keys.instant)")
        for organisation in restored.organisations {
            print(
                "\(organisation.business): \(organisation.replayed.people) people erased since, \(organisation.sessionsEnded) "
                    + "sessions ended" + (organisation.logsRenamed ? ", logs go on under a new name" : ""))
        }
        print("Quarantined until the server has asked the third parties: start it with \"sampan serve\".")
    }

    private var choice: RestoreBackup.Choice {
        get throws {
            guard let at else { return .newest }
            if let date = try? Date(at, strategy: .iso8601) { return .notAfter(Instant(date)) }
            guard at.count >= 6, at.allSatisfy(\.isHexDigit) else {
                throw ValidationError("--at is a time such as 2026-03-01T08:00:00Z, or the name of a backup.")
            }
            return .run(at)
        }
    }
}

struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Restore the newest backup to a scratch place, check that a business could live from it, and report.")

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let configuration = try await installation.configuration()
        let drill = Drill(
            try await installation.backups(),
            businesses: try Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
        let report = try await drill()
        print(report.text, terminator: "")
        if !report.hasPassed { throw ExitCode.failure }
    }
}
