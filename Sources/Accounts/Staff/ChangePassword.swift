// SPDX-License-Identifier: Apache-2.0

import Policy
import Values
package import Vault

/// A member of staff gives themselves a new password, showing the old one, and signs in with it anew: all their sessions end.
package struct ChangePassword: Sendable {
    let setPassword: SetPassword
    let attempts: SignInAttempts

    package enum Outcome: Sendable, Equatable {
        case set
        case wrongPassword
        case pausing(for: Duration)
        case tooShort
        case tooLong
        case busy
    }

    package func callAsFunction(
        from old: String, to new: String, of member: StaffMember
    ) async throws -> Outcome {
        // Counted like signing in: whoever finds an open browser must not try passwords in it.
        let (subject, now) = ("\(member.id)", setPassword.clock.now())
        if let pause = attempts.pause(of: subject, at: now) { return .pausing(for: pause) }
        let isLong = old.utf8.count > AddStaff.longestPassword * 4
        let stored = try await setPassword.vault.passwordHash(of: member.id)
        guard let isRight = try await setPassword.passwords.check(isLong ? "" : old, against: stored) else {
            return .busy
        }
        guard isRight else {
            attempts.recordFailure(of: subject, at: now)
            return .wrongPassword
        }
        attempts.forget(subject)
        switch try await setPassword(new, of: member.id, by: member.id) {
        case .set: return .set
        case .passwordTooShort: return .tooShort
        case .passwordTooLong: return .tooLong
        case .busy, .unknownAddress: return .busy
        }
    }
}
