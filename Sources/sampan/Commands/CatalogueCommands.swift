// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Commerce
import Foundation
import Values

struct CatalogueCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "Take the catalogue of a shop out as a file, or bring one in.",
        discussion: """
            The database is the truth; a running server notices an import within a second. The file has the form of
            Businesses/<name>/catalogue.yaml, with which a fresh shop begins.
            """,
        subcommands: [Export.self, Import.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write the catalogue to standard output.")

        @OptionGroup var installation: InstallationOptions

        @Option(help: "The business, by the name of its folder, when there are several.")
        var business: String?

        func run() async throws {
            let maintenance = try await installation.maintenance()
            let data = try maintenance.data(of: try await maintenance.organisation(business))
            print(try await ExportCatalogue(of: data)(), terminator: "")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring the catalogue to what a file says: plans it does not have become inactive.")

        @OptionGroup var installation: InstallationOptions

        @Option(help: "The business, by the name of its folder, when there are several.")
        var business: String?

        @Argument(help: "The file.")
        var file: String

        func run() async throws {
            let yaml = try String(contentsOfFile: file, encoding: .utf8)
            let maintenance = try await installation.maintenance()
            let data = try maintenance.data(of: try await maintenance.organisation(business))
            do {
                let report = try await ImportCatalogue(into: data, clock: SystemWallClock())(yaml: yaml)
                print("\(report.plans) plans.")
                for slug in report.takenOff { print("No longer on sale: \(slug)") }
            } catch let problem as CatalogueProblem {
                print(problem)
                throw ExitCode.failure
            }
        }
    }
}
