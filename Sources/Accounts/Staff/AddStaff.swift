// SPDX-License-Identifier: Apache-2.0

import Audit
package import Policy
import Storage
package import Values
import Vault

/// Gives a member of staff an account of their own.
package struct AddStaff: Sendable {
    /// NIST SP 800-63B-4 §3.1.1.2: at least 15 characters when the password is the only factor.
    package static let shortestPassword = 15
    package static let longestPassword = 256
    /// No attempt takes longer from its first step to its last.
    static let longestAttempt = Duration.seconds(600)

    let data: any Database
    let vault: Vault
    let passwords: PasswordHasher
    let clock: any WallClock

    package enum Outcome: Sendable, Equatable {
        case added(PersonID)
        case addressTaken
        case passwordTooShort
        case passwordTooLong
        /// Too many passwords are being hashed at this moment.
        case busy
    }

    package func callAsFunction(
        name: String, email: EmailAddress, role: StaffRole, password: String
    ) async throws -> Outcome {
        guard password.count >= Self.shortestPassword else { return .passwordTooShort }
        guard password.count <= Self.longestPassword else { return .passwordTooLong }
        guard let hash = try await passwords.hash(password) else { return .busy }
        guard let sealer = try await reserve(email) else { return .addressTaken }
        try await vault.setPasswordHash(hash, of: sealer.person)
        let account = StaffAccount(
            id: sealer.person, role: role,
            name: try sealer.seal(name, in: .staffName, row: sealer.person),
            email: try sealer.seal(email.text, in: .staffEmail, row: sealer.person), isDisabled: false)
        let now = clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "staff.added", at: now, policyVersion: vault.policy.version.hex, about: account.id,
            outcome: role.rawValue)
        try await data.write { session in
            try StaffQueries.insert(account, at: now, in: session)
            try entry.insert(in: session)
        }
        try await vault.confirmLookups(of: account.id)
        return .added(account.id)
    }

    /// A key with the address reserved for it; nil when it is somebody's. What an attempt left behind that never came to its end
    /// is taken over.
    private func reserve(_ email: EmailAddress) async throws -> Sealer? {
        for _ in 1...2 {
            do {
                return try await vault.enrol(.staff, findableBy: [(.staffEmail, email.canonical)])
            } catch StorageError.uniqueViolation {
                try await vault.settleReservations(madeBefore: clock.now() - Self.longestAttempt, in: data)
            }
        }
        return nil
    }
}
