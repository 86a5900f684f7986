// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
import Synchronization
package import Values
import Vault

/// Signs a member of staff in with address and password.
package struct SignIn: Sendable {
    let data: any Database
    let vault: Vault
    let passwords: PasswordHasher
    let attempts: SignInAttempts
    let clock: any WallClock

    package enum Outcome: Sendable {
        case signedIn(SessionToken)
        /// Unknown address, wrong password or a disabled account: one answer for all three, after the same time.
        case refused
        /// Too many wrong tries for this address; right ones are refused too until the pause is over.
        case pausing(for: Duration)
        case busy
    }

    package func callAsFunction(_ email: EmailAddress, password: String) async throws -> Outcome {
        let now = clock.now()
        if let pause = attempts.pause(of: email.canonical, at: now) { return .pausing(for: pause) }
        let person = try await vault.people(.staffEmail, email.canonical).first
        let stored = try await passwordHash(of: person)
        let isLong = password.utf8.count > AddStaff.longestPassword * 4
        guard let isRight = try await passwords.check(isLong ? "" : password, against: stored) else { return .busy }
        guard isRight, let person else {
            attempts.recordFailure(of: email.canonical, at: now)
            return .refused
        }
        attempts.forget(email.canonical)
        let token = SessionToken.make()
        let id = ID<StaffSession>.timeOrdered(at: now)
        let entry = AuditEntry(
            log: .evidence, type: "staff.signed-in", at: now, policyVersion: vault.policy.version.hex, by: person)
        try await data.write { session in
            try SessionQueries.deleteEnded(at: now, in: session)
            try SessionQueries.insert(id, digest: token.digest, person: person, from: now, in: session)
            try entry.insert(in: session)
        }
        return .signedIn(token)
    }

    private func passwordHash(of person: PersonID?) async throws -> String? {
        guard let person, let account = try await data.read({ try StaffQueries.account(person, in: $0) }),
            !account.isDisabled
        else { return nil }
        return try await vault.passwordHash(of: person)
    }
}

/// Wrong tries by address, in memory: five are free, then each doubles the pause up to a quarter of an hour.
package final class SignInAttempts: Sendable {
    static let free = 5
    static let longestPause = Duration.seconds(15 * 60)
    static let remembered = 10_000

    private struct Failures {
        var count = 0
        var last = Instant(milliseconds: 0)
    }

    private let failures = Mutex<[String: Failures]>([:])

    package init() {}

    func pause(of address: String, at now: Instant) -> Duration? {
        failures.withLock { failures in
            guard let failed = failures[address], failed.count >= Self.free else { return nil }
            let left = Self.pause(after: failed.count) - (now - failed.last)
            return left > .zero ? left : nil
        }
    }

    func recordFailure(of address: String, at now: Instant) {
        failures.withLock { failures in
            if failures.count >= Self.remembered {
                failures = failures.filter { now - $0.value.last < Self.longestPause }
            }
            failures[address, default: Failures()].count += 1
            failures[address]?.last = now
        }
    }

    func forget(_ address: String) {
        failures.withLock { $0[address] = nil }
    }

    private static func pause(after count: Int) -> Duration {
        min(.seconds(1 << min(count - free, 10)), longestPause)
    }
}
