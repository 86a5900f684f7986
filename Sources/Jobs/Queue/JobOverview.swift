// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// How much work there is, and what of it comes next.
package struct JobOverview: Hashable, Sendable {
    /// So many jobs of each kind are listed; all are counted.
    static let listed = 20

    /// Their time has come and nobody has taken them yet.
    package let dueCount: Int
    package let runningCount: Int
    /// Failed and will be tried again.
    package let retryingCount: Int
    /// Their time is still to come.
    package let plannedCount: Int
    package let deadCount: Int
    /// Done since a moment.
    package let doneCount: Int

    package let running: [JobRecord]
    /// Those that failed before, soonest first.
    package let retrying: [JobRecord]
    /// Due or still to come, soonest first.
    package let next: [JobRecord]

    package static func look(
        at now: Instant, doneSince start: Instant, in session: any SQLSession
    ) throws -> JobOverview {
        let counts = try JobQueries.counts(at: now, in: session)
        func count(_ fits: (JobQueries.Count) -> Bool) -> Int { counts.filter(fits).map(\.count).reduce(0, +) }
        return JobOverview(
            dueCount: count { $0.state == .pending && !$0.hasFailed && $0.isDue },
            runningCount: count { $0.state == .running },
            retryingCount: count { $0.state == .pending && $0.hasFailed },
            plannedCount: count { $0.state == .pending && !$0.hasFailed && !$0.isDue },
            deadCount: count { $0.state == .dead },
            doneCount: try JobQueries.doneCount(since: start, in: session),
            running: try JobQueries.running(limit: listed, in: session),
            retrying: try JobQueries.waiting(afterFailure: true, limit: listed, in: session),
            next: try JobQueries.waiting(afterFailure: false, limit: listed, in: session))
    }
}
