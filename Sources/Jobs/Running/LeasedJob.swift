// SPDX-License-Identifier: Apache-2.0

import Values

/// A job that is ours for a while.
struct LeasedJob: Hashable, Sendable {
    let id: ID<Job>
    let kind: JobKind
    let subject: ID<JobSubject>
    /// Counts from one, and is the token of this lease.
    let attempt: Int
    let failures: Int

    /// Takes up a job; a run that was lost counts as a failure.
    init(_ record: JobRecord) {
        id = record.id
        kind = record.kind
        subject = record.subject
        attempt = record.attempts + 1
        failures = record.failures + (record.state == .running ? 1 : 0)
    }

    func dead(because reason: String) -> DeadJob {
        DeadJob(id: id, kind: kind, subject: subject, attempts: attempt, reason: reason)
    }
}
