// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// How a run ended. Throwing is a failure: it is tried again later and later, and given up in the end.
package enum JobOutcome: Hashable, Sendable {
    case done
    /// Not yet, and that is no failure: "the supplier is still busy". Does not bring the job nearer to its end.
    case retry(after: Duration)
    /// Pointless to go on. The reason is a short code without personal data.
    case giveUp(String)
}

/// Does one kind of job. `attempt` counts from one.
///
/// **Idempotent**: a process can die after the work and before we know of it, so every handler runs at least once and
/// sometimes twice. Read the row, see what is already done, carry a reference of ours into every call outside.
package typealias JobHandler = @Sendable (_ subject: ID<JobSubject>, _ attempt: Int) async throws -> JobOutcome

/// What to do about failures of one kind of job.
package struct RetryPolicy: Hashable, Sendable {
    /// The wait after the first failure; it doubles with each further one, up to `longest`.
    package let first: Duration
    package let longest: Duration
    /// With this many failures in a row the job is dead. Losing a run in a crash counts as one.
    package let failures: Int

    package init(first: Duration, longest: Duration, failures: Int) {
        self.first = first
        self.longest = longest
        self.failures = failures
    }

    /// Twelve failures over an hour or so: long enough to sit out a provider's bad morning.
    package static let standard = RetryPolicy(first: .seconds(1), longest: .hours(1), failures: 12)

    /// The wait after the given number of failures, shortened by up to half so that many do not come back at once.
    ///
    /// - Parameter jitter: from 0 (full wait) to 1 (half of it).
    package func wait(after failures: Int, jitter: Double) -> Duration {
        let doublings = min(max(failures - 1, 0), 30)
        let full = min(first * (1 << doublings), longest)
        return full * (1 - min(max(jitter, 0), 1) / 2)
    }
}

/// Who does which kind of job, for one organisation.
package struct JobHandlers: Sendable {
    struct Entry: Sendable {
        let retry: RetryPolicy
        let timeLimit: Duration
        let run: JobHandler
    }

    private var entries: [JobKind: Entry] = [:]

    package init() {}

    /// - Parameter timeLimit: a run that takes longer is cancelled and counts as failed. It must hear cancellation.
    package mutating func add(
        _ kind: JobKind, retry: RetryPolicy = .standard, timeLimit: Duration = .seconds(60),
        _ run: @escaping JobHandler
    ) {
        precondition(entries[kind] == nil, "two handlers for \(kind.rawValue)")
        entries[kind] = Entry(retry: retry, timeLimit: timeLimit, run: run)
    }

    package var kinds: Set<JobKind> { Set(entries.keys) }

    subscript(kind: JobKind) -> Entry? { entries[kind] }
}

/// A job nobody will try again by itself: someone has to be told.
package struct DeadJob: Hashable, Sendable {
    package let id: ID<Job>
    package let kind: JobKind
    package let subject: ID<JobSubject>
    package let attempts: Int
    /// The reason given, or the name of the last error's type.
    package let reason: String
}

/// What is written in the transaction that ends a dead job. Drawing ids belongs before it, into `noteDeadJob`.
package typealias DeadJobNote = @Sendable (any SQLSession) throws -> Void
