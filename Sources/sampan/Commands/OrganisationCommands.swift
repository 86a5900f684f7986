// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Storage
import Values

struct OrganisationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation", abstract: "The organisations of this installation.",
        subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an organisation to a business; a running server serves it at once.")

        @OptionGroup var installation: InstallationOptions

        @Argument(help: "The business, by the name of its folder.")
        var business: String

        @Argument(help: "A short name, permanent: lower-case letters, digits and hyphens.")
        var slug: String

        @Option(help: "The name its customers see.")
        var name: String

        @Option(help: ArgumentHelp("A host name of its own; may be given several times.", valueName: "host"))
        var host: [String] = []

        func run() async throws {
            let maintenance = try await installation.maintenance()
            switch try await maintenance.addOrganisation(slug, of: business, name: name, hosts: host) {
            case .added(let organisation):
                print("Added \(organisation.site), \(organisation.id).")
                print("Stripe posts its events to /webhooks/stripe/\(organisation.account).")
            case .noSuchBusiness: throw ValidationError("There is no business \(business).")
            case .badSlug:
                throw ValidationError(
                    "A short name is of lower-case letters, digits and hyphens, begins with a letter and has at most 40."
                )
            case .badHost(let host): throw ValidationError("\(host) is not a host name in lower case, without a port.")
            case .exists: throw ValidationError("\(business) has an organisation \(slug) already.")
            case .hostTaken(let host): throw ValidationError("\(host) belongs to somebody else.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the organisations: business and short name, id, name, host names.")

        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            let control = try await installation.maintenance().control
            for organisation in try await control.organisations() {
                let hosts = try await control.hosts(of: organisation.id)
                print(
                    [organisation.site, "\(organisation.id)", organisation.name, hosts.joined(separator: " ")]
                        .joined(separator: "\t"))
            }
        }
    }
}
