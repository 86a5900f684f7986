// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Policy
import Values

struct PolicyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Check and read the policies of the businesses.",
        subcommands: [Check.self, Show.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every policy; names each problem with file, line and column.")

        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            let configuration = try await installation.configuration()
            let businesses: Businesses
            do {
                businesses = try Businesses(in: installation.businesses(configuration))
            } catch let refused as BusinessesRefused {
                print(refused)
                throw ExitCode.failure
            }
            for business in businesses.all {
                print("\(business.definition.slug): true, version \(business.policy.version.short)")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a policy as people read it.")

        @OptionGroup var installation: InstallationOptions

        @Argument(help: "The business, by the name of its folder.")
        var business: String

        @Option(help: "The language: vi or en.")
        var language: String = Language.english.rawValue

        func run() async throws {
            let configuration = try await installation.configuration()
            let businesses = try Businesses(in: installation.businesses(configuration))
            guard let business = businesses.named(business) else {
                throw ValidationError(
                    "There is no business \"\(business)\" in \(installation.businesses(configuration)).")
            }
            guard let language = Language(rawValue: language) else {
                throw ValidationError("Write --language vi or --language en.")
            }
            print(PolicyDocument(business.policy, in: language).plainText)
        }
    }
}
