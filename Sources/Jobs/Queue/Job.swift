// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Which handler does a job: an imperative, dashed name such as `fulfil-order`.
package struct JobKind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { self.init(rawValue: value) }
}

/// The row a job is about. Cast it back to what the kind says: `subject.cast(to: Order.self)`.
package enum JobSubject {}

/// Work to be done after a commit, at least once: inserted in the transaction that makes it necessary.
///
/// It names a row and nothing else, so a job never carries personal values, and always works on what is true when it
/// runs.
package struct Job: Hashable, Sendable {
    package let id: ID<Job>
    package let kind: JobKind
    package let subject: ID<JobSubject>
    package let runAt: Instant
    package let createdAt: Instant
    /// At most one such job waits at a time: asking again brings the waiting one forward, if the new time is earlier.
    /// One that already runs does not count, since it may have read its row before the change.
    package let isExclusive: Bool

    /// Draws an id: call it outside the transaction.
    package init<Entity>(
        _ kind: JobKind, about subject: ID<Entity>, at now: Instant, after delay: Duration = .zero,
        exclusive isExclusive: Bool = false
    ) {
        id = .timeOrdered(at: now)
        self.kind = kind
        self.subject = subject.cast()
        self.isExclusive = isExclusive
        runAt = now + delay
        createdAt = now
    }

    /// Exclusive, with an id that follows from the row that makes it necessary: for a transaction, in which none is drawn.
    package init<Entity, Cause>(
        _ kind: JobKind, about subject: ID<Entity>, becauseOf cause: ID<Cause>, at now: Instant, after delay: Duration
    ) {
        id = cause.cast()
        self.kind = kind
        self.subject = subject.cast()
        isExclusive = true
        runAt = now + delay
        createdAt = now
    }

    package func insert(in session: any SQLSession) throws {
        try JobQueries.insert(self, in: session)
    }
}

/// Where a job stands.
package enum JobState: String, Sendable, CaseIterable, SQLEnum {
    case pending
    /// Leased. When the lease runs out the job is taken to be lost and is run again.
    case running
    case done
    /// Given up: stays for people to see.
    case dead
}

/// A job as it stands in its table.
package struct JobRecord: Hashable, Sendable {
    package let id: ID<Job>
    package let kind: JobKind
    package let subject: ID<JobSubject>
    package let state: JobState
    package let runAt: Instant
    /// How often it was started.
    package let attempts: Int
    package let failures: Int
    /// A short code; see `JobRunner`.
    package let lastError: String?
}
