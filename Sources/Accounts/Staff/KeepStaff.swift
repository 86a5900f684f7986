// SPDX-License-Identifier: Apache-2.0

import Audit
package import Policy
import Storage
package import Values
package import Vault

/// Who works here and as what: the owners' to say, and on the record. There is always one owner left.
package struct KeepStaff: Sendable {
    let data: any Database
    let vault: Vault
    let clock: any WallClock

    package enum Outcome: Sendable, Equatable {
        case done
        case notFound
        case lastOwner
        case forbidden
    }

    /// Those who may sign in, in the order they came; nil for whoever is no owner. Their names are opened on the record.
    package func list(as caller: Caller) async throws -> [Colleague]? {
        guard caller.owner != nil else { return nil }
        let accounts = try await data.read { try StaffQueries.all(in: $0) }.filter { !$0.isDisabled }
        var colleagues: [Colleague] = []
        for account in accounts {
            colleagues.append(
                Colleague(
                    id: account.id, role: account.role,
                    name: try await open(account.name, .staffName, of: account.id, as: caller),
                    email: try await open(account.email, .staffEmail, of: account.id, as: caller)))
        }
        return colleagues
    }

    package func give(_ role: StaffRole, to person: PersonID, as caller: Caller) async throws -> Outcome {
        guard let owner = caller.owner else { return .forbidden }
        let entry = entry("staff.role-given", about: person, by: owner, outcome: role.rawValue)
        return try await data.write { session in
            guard let account = try StaffQueries.account(person, in: session), !account.isDisabled else {
                return .notFound
            }
            guard account.role != role else { return .done }
            if account.role == .owner, try StaffQueries.owners(but: person, in: session) == 0 { return .lastOwner }
            try StaffQueries.setRole(role, of: person, in: session)
            try entry.insert(in: session)
            return .done
        }
    }

    /// Somebody leaves: their password is dead, in backups too, they are signed out, and what they did stays on the record.
    package func end(_ person: PersonID, as caller: Caller) async throws -> Outcome {
        guard let owner = caller.owner else { return .forbidden }
        let (now, entry) = (clock.now(), entry("staff.ended", about: person, by: owner, outcome: nil))
        let allowed = try await data.read { try Self.mayEnd(person, in: $0) }
        guard allowed == .done else { return allowed }
        // Before the account: a machine lost in between has an account without a password, not a password without an end.
        try await vault.endCredentials(of: person)
        return try await data.write { session in
            let allowed = try Self.mayEnd(person, in: session)
            guard allowed == .done else { return allowed }
            try StaffQueries.disable(person, at: now, in: session)
            try SessionQueries.delete(of: person, in: session)
            try StaffNewsQueries.deleteAll(of: person, in: session)
            try entry.insert(in: session)
            return .done
        }
    }

    private static func mayEnd(_ person: PersonID, in session: any SQLSession) throws -> Outcome {
        guard let account = try StaffQueries.account(person, in: session), !account.isDisabled else { return .notFound }
        if account.role == .owner, try StaffQueries.owners(but: person, in: session) == 0 { return .lastOwner }
        return .done
    }

    private func entry(_ type: AuditType, about person: PersonID, by owner: PersonID, outcome: String?) -> AuditEntry {
        AuditEntry(
            log: .evidence, type: type, at: clock.now(), policyVersion: vault.policy.version.hex, about: person,
            by: owner, outcome: outcome)
    }

    private func open(
        _ sealed: Sealed?, _ field: SealedField, of person: PersonID, as caller: Caller
    ) async throws -> Personal<String>? {
        guard let sealed else { return nil }
        let value = SealedValue(sealed, in: field, row: person.bytes)
        return try await vault.open(value, of: person, for: .staffAccess, as: caller).value
    }
}

/// A member of staff as an owner sees them.
package struct Colleague: Sendable {
    package let id: PersonID
    package let role: StaffRole
    package let name: Personal<String>?
    package let email: Personal<String>?
}
