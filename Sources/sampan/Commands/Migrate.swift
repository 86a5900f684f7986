// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Storage
import Values

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring every database to this program's schema; also done when an organisation is opened.")

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let configuration = try await installation.configuration()
        let maintenance = try Maintenance(
            paths: try installation.paths(configuration),
            businesses: Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
        for organisation in try await maintenance.migrate() {
            print("\(organisation.site): up to date")
        }
    }
}
