// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Storage
package import Values
package import Vault

/// The staff of one organisation: their accounts, sessions and the keys of their programs.
package struct Accounts: Sendable {
    package let addStaff: AddStaff
    package let setPassword: SetPassword
    package let changePassword: ChangePassword
    package let keepStaff: KeepStaff
    package let signIn: SignIn
    package let apiKeys: KeepAPIKeys
    package let news: KeepStaffNews
    private let data: any Database
    private let vault: Vault
    private let clock: any WallClock

    package init(
        data: any Database, vault: Vault, passwords: PasswordHasher, attempts: SignInAttempts, clock: any WallClock
    ) {
        addStaff = AddStaff(data: data, vault: vault, passwords: passwords, clock: clock)
        setPassword = SetPassword(data: data, vault: vault, passwords: passwords, clock: clock)
        changePassword = ChangePassword(setPassword: setPassword, attempts: attempts)
        keepStaff = KeepStaff(data: data, vault: vault, clock: clock)
        signIn = SignIn(data: data, vault: vault, passwords: passwords, attempts: attempts, clock: clock)
        apiKeys = KeepAPIKeys(data: data, policy: vault.policy, clock: clock)
        news = KeepStaffNews(data: data, vault: vault, clock: clock)
        self.data = data
        self.vault = vault
        self.clock = clock
    }

    /// The member a session cookie stands for; nil when it ended, or the account was disabled.
    package func session(_ token: SessionToken) async throws -> StaffSession? {
        let now = clock.now()
        let found = try await data.read { session -> (SessionQueries.Row, StaffAccount)? in
            guard let row = try SessionQueries.find(digest: token.digest, at: now, in: session),
                let account = try StaffQueries.account(row.person, in: session), !account.isDisabled
            else { return nil }
            return (row, account)
        }
        guard let (row, account) = found else { return nil }
        // Written at most once a minute: reading a page should not cost a commit.
        if now - row.seenAt > .seconds(60) {
            try await data.write { try SessionQueries.touch(row.id, at: now, in: $0) }
        }
        return StaffSession(id: row.id, member: account.member)
    }

    package func signOut(_ token: SessionToken) async throws {
        try await data.write { try SessionQueries.delete(digest: token.digest, in: $0) }
    }

    /// The member of staff who signs in with an address; nil when nobody does any more.
    package func member(signingInAt address: EmailAddress) async throws -> StaffMember? {
        for person in try await vault.people(.staffEmail, address.canonical) {
            let account = try await data.read { try StaffQueries.account(person, in: $0) }
            if let account, !account.isDisabled { return account.member }
        }
        return nil
    }

    /// Those who work here now and have one of these roles.
    package func members(with roles: Set<StaffRole>) async throws -> [StaffMember] {
        try await data.read { try StaffQueries.all(in: $0) }
            .filter { !$0.isDisabled && roles.contains($0.role) }.map(\.member)
    }

    package func hasStaff() async throws -> Bool {
        try await !data.read { try StaffQueries.all(in: $0) }.isEmpty
    }

    /// The name of a colleague, for `staff-access`: who is signed in, who did what.
    package func name(of person: PersonID, as caller: Caller) async throws -> Personal<String>? {
        guard let account = try await data.read({ try StaffQueries.account(person, in: $0) }), let name = account.name
        else { return nil }
        let value = SealedValue(name, in: .staffName, row: person.bytes)
        return try await vault.open(value, of: person, for: .staffAccess, as: caller).value
    }
}
