// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Backup
import Configuration
import Foundation
import Storage
import Values

struct BackupCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Take, check and list sealed copies of everything, elsewhere.",
        subcommands: [Take.self, List.self, Prune.self], defaultSubcommand: Take.self)

    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a backup beside the running server; only what is new is written.")

        @OptionGroup var installation: InstallationOptions

        @Flag(help: "Take none, but read every chunk of those there are, and open it.")
        var verify = false

        func run() async throws {
            let backups = try await installation.backups()
            if verify { return try await check(backups) }
            let isFirst = !FileManager.default.fileExists(atPath: backups.settings.secretFile.path)
            let taken = try await backups.take()
            print(
                "backup \(taken.data.run) of \(taken.data.instant): \(taken.data.rows + taken.keys.rows) rows, "
                    + "\(taken.added.chunks) new chunks, \(taken.added.bytes) bytes written")
            if isFirst {
                print(
                    "Keep copies of root.key and \(backups.settings.secretFile.path) away from this machine: with them, and only "
                        + "with them, a backup can be restored where nothing is left.")
            }
        }

        private func check(_ backups: Backups) async throws {
            var isWhole = true
            for (contents, found) in try await backups.verify() {
                print(
                    "\(contents.rawValue): \(found.snapshots) backups, \(found.chunks) chunks, \(found.bytes) bytes"
                        + (found.damage.isEmpty ? ", all as they were written" : ""))
                for damage in found.damage { print("DAMAGED \(contents.rawValue): \(damage)") }
                isWhole = isWhole && found.damage.isEmpty
            }
            if !isWhole { throw ExitCode.failure }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The backups there are, oldest first.")

        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            for (name, backup, hasKeys) in try await installation.backups().list() {
                guard let backup else {
                    print("\(name.run) \(name.instant) DAMAGED: it cannot be restored")
                    continue
                }
                print(
                    "\(backup.run) \(backup.instant) \(backup.engine) \(backup.stores.count) stores, \(backup.rows) rows"
                        + (hasKeys ? "" : ", its keys are pruned"))
            }
        }
    }

    struct Prune: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove backups whose time is over, and what only they needed.")

        @OptionGroup var installation: InstallationOptions

        @Flag(help: "Remove damaged backups too, before their time.")
        var damaged = false

        func run() async throws {
            let (data, keys) = try await installation.backups().prune(removingDamaged: damaged)
            print("data: \(data.snapshots) backups and \(data.chunks) chunks removed")
            print("keys: \(keys.snapshots) backups and \(keys.chunks) chunks removed")
        }
    }
}

extension InstallationOptions {
    /// What is set under `backup` in the configuration.
    func backupSettings(_ configuration: ConfigReader) throws -> BackupSettings {
        guard let settings = try BackupSettings.read(configuration, secrets: paths(configuration).secrets) else {
            throw ValidationError(
                "No place for backups is set: backup.data, backup.keys and backup.secrets. See docs/configuration.md.")
        }
        return settings
    }

    func backups() async throws -> Backups {
        let configuration = try await configuration()
        let maintenance = try Maintenance(
            paths: try paths(configuration), businesses: Businesses(in: businesses(configuration)),
            clock: SystemWallClock())
        return maintenance.backups(
            try backupSettings(configuration), businessesFolder: businesses(configuration))
    }
}
