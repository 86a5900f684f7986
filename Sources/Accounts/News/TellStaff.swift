// SPDX-License-Identifier: Apache-2.0

package import Disclosure
package import Jobs
import Policy
package import Storage
package import Values
import Vault

/// Mails those who asked for it that something needs a person: each kind at most once an hour, with how much came since.
///
/// Run soon after anything that may need one. What came is counted when the mail is written, so one that was settled meanwhile is
/// not told; a mail that did not go out is tried again and tells all that came until then.
package struct TellStaff: Sendable {
    /// By then what was raised is committed: it was raised a minute before this runs.
    private static let settled = Duration.seconds(20)
    private static let pause = Duration.hours(1)
    /// How often a mail server is asked that does not answer: for about a day and a half.
    private static let tries = 40

    private let data: any Database
    private let door: Door
    private let source: any StaffNewsSource
    private let mailer: any StaffNewsMailer
    private let clock: any WallClock

    package init(
        data: any Database, door: Door, source: any StaffNewsSource, mailer: any StaffNewsMailer, clock: any WallClock
    ) {
        self.data = data
        self.door = door
        self.source = source
        self.mailer = mailer
        self.clock = clock
    }

    package func callAsFunction(attempt: Int) async throws -> JobOutcome {
        let now = clock.now()
        let until = now - Self.settled
        var again: Duration?
        func lookAgain(after delay: Duration) { again = min(delay, again ?? delay) }
        for wish in try await wishes() {
            let count = try await source.count(wish.kind, after: wish.toldUntil, until: until)
            guard count > 0 else { continue }
            if let mailedAt = wish.mailedAt, now - mailedAt < Self.pause {
                lookAgain(after: Self.pause - (now - mailedAt))
            } else if try await mail(wish, count: count, until: until, at: now) {
                continue
            } else if attempt < Self.tries {
                lookAgain(after: min(.seconds(30) * (1 << min(attempt, 7)), Self.pause))
            }
        }
        return again.map { .retry(after: $0) } ?? .done
    }

    /// Of those who work here now and whose work it still is.
    private func wishes() async throws -> [StaffNewsWish] {
        try await data.read { session in
            try StaffNewsQueries.all(in: session).filter { wish in
                guard let account = try StaffQueries.account(wish.person, in: session) else { return false }
                return !account.isDisabled && StaffNewsKind.roles.contains(account.role)
            }
        }
    }

    /// False when it has to be tried again.
    private func mail(_ wish: StaffNewsWish, count: Int, until: Instant, at now: Instant) async throws -> Bool {
        let letter = mailer.render(wish.kind, count: count, in: wish.language)
        let outcome = try await door.send(
            to: .mail, for: .staffAccess, about: wish.person, fields: [wish.address], as: .system("tell-staff")
        ) { opened in
            .mail(
                MailMessage(
                    to: try opened[wish.address], subject: letter.subject, text: letter.text, html: letter.html,
                    identity: "\(wish.kind.rawValue)-\(wish.toldUntil.milliseconds).\(wish.id)"))
        }
        switch outcome {
        case .undelivered(.notSent), .undelivered(.noAnswer): return false
        case .answered, .refused, .undelivered(.rejected):
            try await data.write { try StaffNewsQueries.told(wish.id, until: until, at: now, in: $0) }
            return true
        }
    }
}
