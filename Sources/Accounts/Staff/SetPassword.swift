// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
package import Values
import Vault

/// Gives a member of staff a new password and signs them out everywhere. The old one is dead, in backups too.
package struct SetPassword: Sendable {
    let data: any Database
    let vault: Vault
    let passwords: PasswordHasher
    let clock: any WallClock

    package enum Outcome: Sendable, Equatable {
        case set
        case unknownAddress
        case passwordTooShort
        case passwordTooLong
        /// Too many passwords are being hashed at this moment.
        case busy
    }

    package func callAsFunction(_ password: String, for email: EmailAddress) async throws -> Outcome {
        guard let person = try await vault.people(.staffEmail, email.canonical).first else { return .unknownAddress }
        return try await callAsFunction(password, of: person, by: nil)
    }

    /// `setter` is who did it at the console; nil for somebody at the machine itself.
    package func callAsFunction(_ password: String, of person: PersonID, by setter: PersonID?) async throws -> Outcome {
        guard password.count >= AddStaff.shortestPassword else { return .passwordTooShort }
        guard password.count <= AddStaff.longestPassword else { return .passwordTooLong }
        let account = try await data.read { try StaffQueries.account(person, in: $0) }
        guard account?.isDisabled == false else { return .unknownAddress }
        guard let hash = try await passwords.hash(password) else { return .busy }
        try await vault.setPasswordHash(hash, of: person)
        let entry = AuditEntry(
            log: .evidence, type: "staff.password-set", at: clock.now(), policyVersion: vault.policy.version.hex,
            about: person, by: setter)
        try await data.write { session in
            try SessionQueries.delete(of: person, in: session)
            try entry.insert(in: session)
        }
        return .set
    }
}
