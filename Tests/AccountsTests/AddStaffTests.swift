// SPDX-License-Identifier: Apache-2.0

import Accounts
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Giving a member of staff an account", .timeLimit(.minutes(10)))
struct AddStaffTests {
    static let password = "a boat on the river"

    @Test func `after a power cut at any step the address is free again, or the account is whole`() async throws {
        let steps = try await withPowerCutAtEveryStep(register: Register(accountTables)) { _ in
        } operation: { stores, _, _ in
            _ = try await Self.add(to: Self.accounts(of: stores))
        } afterwards: { stores, _, _ in
            let accounts = Self.accounts(of: stores)
            let isThere = try await accounts.hasStaff()
            stores.clock.advance(by: .seconds(601))

            let outcome = try await Self.add(to: accounts)

            switch outcome {
            case .added: #expect(!isThere)
            case .addressTaken: #expect(isThere)
            case .passwordTooShort, .passwordTooLong, .busy: Issue.record("\(outcome)")
            }
            #expect(try await stores.count("staff") == 1)
            let email = try #require(EmailAddress("minh@shop.test"))
            guard case .signedIn = try await accounts.signIn(email, password: Self.password) else {
                Issue.record("whoever has the account signs in")
                return
            }
            try await stores.expectNoLooseEnds()
        }
        #expect(steps == 4, "key and reserved address, password, account, confirmed address")
    }

    @Test func `an address that somebody is just being given is taken`() async throws {
        try await withTemporaryVault(register: Register(accountTables)) { test in
            _ = try await test.vault.enrol(.staff, findableBy: [(.staffEmail, "minh@shop.test")])
            let accounts = Accounts(
                data: test.data, vault: test.vault, passwords: PasswordHasher(), attempts: SignInAttempts(),
                clock: test.clock)

            #expect(try await Self.add(to: accounts) == .addressTaken)
        }
    }

    private static func accounts(of stores: TwoStores) -> Accounts {
        Accounts(
            data: stores.data, vault: stores.vault, passwords: PasswordHasher(), attempts: SignInAttempts(),
            clock: stores.clock)
    }

    private static func add(to accounts: Accounts) async throws -> AddStaff.Outcome {
        try await accounts.addStaff(
            name: "Minh", email: try #require(EmailAddress("minh@shop.test")), role: .owner, password: password)
    }
}
