// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

@main
struct Sampan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sampan",
        abstract: "A shop, its conversations and its word: one server whose privacy policy is its configuration.",
        discussion: """
            Start with "sampan demo": it serves the businesses of ./Businesses with simulated payment, supply and mail, and
            needs nothing else. Every option can be given in the configuration file and the environment too; see
            docs/configuration.md.
            """,
        subcommands: [
            Serve.self, Demo.self, WorldAlone.self, Migrate.self, PolicyCommands.self, AuditCommands.self,
            OrganisationCommands.self, CatalogueCommands.self, Staff.self, Doctor.self,
            BackupCommands.self, Restore.self, DrillCommand.self, GeoCommands.self,
        ])
}
