// SPDX-License-Identifier: Apache-2.0

import Accounts
import App
import ArgumentParser
import Foundation
import Policy
import Values

struct Staff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accounts of the people who work in a shop.", subcommands: [Add.self, Password.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account; the password is read from standard input.")

        @OptionGroup var installation: InstallationOptions

        @Option(help: "The address to sign in with.")
        var email: String

        @Option(help: "The name colleagues see.")
        var name: String

        @Option(help: "owner, catalogue-editor or support-agent.")
        var role: String

        @Option(help: "The business, by the name of its folder, when there are several.")
        var business: String?

        @Option(help: "The organisation, when it is not the business itself.")
        var organisation: String?

        func run() async throws {
            guard let email = EmailAddress(email) else { throw ValidationError("--email is not an e-mail address.") }
            guard let role = StaffRole(rawValue: role) else {
                let roles = StaffRole.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--role is one of: \(roles).")
            }
            let configuration = try await installation.configuration()
            let maintenance = try Maintenance(
                paths: try installation.paths(configuration),
                businesses: Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
            let accounts = try maintenance.accounts(of: try await maintenance.organisation(business, organisation))
            guard let password = readLine(), !password.isEmpty else {
                throw ValidationError("Give the password on standard input.")
            }
            switch try await accounts.addStaff(name: name, email: email, role: role, password: password) {
            case .added: print("Added.")
            case .addressTaken: throw ValidationError("Somebody signs in with this address already.")
            case .passwordTooShort:
                throw ValidationError("A password has at least \(AddStaff.shortestPassword) characters.")
            case .passwordTooLong:
                throw ValidationError("A password has at most \(AddStaff.longestPassword) characters.")
            case .busy: throw ValidationError("Try again in a moment.")
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give somebody a new password, read from standard input; it ends their sessions.")

        @OptionGroup var installation: InstallationOptions

        @Option(help: "The address they sign in with.")
        var email: String

        @Option(help: "The business, by the name of its folder, when there are several.")
        var business: String?

        func run() async throws {
            guard let email = EmailAddress(email) else { throw ValidationError("--email is not an e-mail address.") }
            let configuration = try await installation.configuration()
            let maintenance = try Maintenance(
                paths: try installation.paths(configuration),
                businesses: Businesses(in: installation.businesses(configuration)), clock: SystemWallClock())
            let accounts = try maintenance.accounts(of: try await maintenance.organisation(business))
            guard let password = readLine(), !password.isEmpty else {
                throw ValidationError("Give the password on standard input.")
            }
            switch try await accounts.setPassword(password, for: email) {
            case .set: print("Set.")
            case .unknownAddress: throw ValidationError("Nobody signs in with this address.")
            case .passwordTooShort:
                throw ValidationError("A password has at least \(AddStaff.shortestPassword) characters.")
            case .passwordTooLong:
                throw ValidationError("A password has at most \(AddStaff.longestPassword) characters.")
            case .busy: throw ValidationError("Try again in a moment.")
            }
        }
    }
}
