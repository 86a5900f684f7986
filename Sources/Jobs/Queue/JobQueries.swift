// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The table of jobs: inserting, looking, sweeping. Leasing has its own file.
package enum JobQueries {
    static let columns = "id, kind, subject, state, run_at, attempts, failures, last_error"

    static func insert(_ job: Job, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO jobs (id, kind, subject, state, run_at, attempts, failures, is_exclusive, created_at)
            VALUES ($1, $2, $3, 'pending', $4, 0, 0, $5, $6)
            ON CONFLICT (kind, subject) WHERE state = 'pending' AND is_exclusive = 1 DO UPDATE SET
                run_at = CASE WHEN excluded.run_at < jobs.run_at THEN excluded.run_at ELSE jobs.run_at END
            """,
            job.id, job.kind.rawValue, job.subject, job.runAt, job.isExclusive, job.createdAt)
    }

    /// Whether an exclusive job of a kind waits, or one runs.
    static func isUnderWay(_ kind: JobKind, about subject: ID<JobSubject>, in session: any SQLSession) throws -> Bool {
        let waits = try session.first(
            "SELECT 1 FROM jobs WHERE kind = $1 AND subject = $2 AND state = 'pending' AND is_exclusive = 1",
            kind.rawValue, subject
        ) { _ in true }
        if waits == true { return true }
        return try session.first(
            "SELECT 1 FROM jobs WHERE state = 'running' AND kind = $1 AND subject = $2 LIMIT 1", kind.rawValue, subject
        ) { _ in true } ?? false
    }

    package static func job(_ id: ID<Job>, in session: any SQLSession) throws -> JobRecord? {
        try session.first("SELECT \(columns) FROM jobs WHERE id = $1", id, map: record)
    }

    /// When the next job wants attention: its time has come, or its lease runs out. Nil when nothing waits.
    package static func nextDue(in session: any SQLSession) throws -> Instant? {
        let pending: Instant? = try session.first(
            "SELECT run_at FROM jobs WHERE state = 'pending' ORDER BY run_at, id LIMIT 1"
        ) { try $0[0] }
        let leased: Instant? = try session.first(
            "SELECT lease_until FROM jobs WHERE state = 'running' ORDER BY lease_until, id LIMIT 1"
        ) { try $0[0] }
        return [pending, leased].compactMap { $0 }.min()
    }

    /// When the next job of a kind runs; nil when none waits.
    package static func nextDue(of kind: JobKind, in session: any SQLSession) throws -> Instant? {
        try session.first(
            "SELECT run_at FROM jobs WHERE state = 'pending' AND kind = $1 ORDER BY run_at, id LIMIT 1", kind.rawValue
        ) { try $0[0] }
    }

    /// Jobs that were given up, newest first: for the console.
    package static func dead(limit: Int = 100, in session: any SQLSession) throws -> [JobRecord] {
        try session.query(
            "SELECT \(columns) FROM jobs WHERE state = 'dead' ORDER BY finished_at DESC LIMIT $1",
            limit, map: record)
    }

    /// Gives a dead job another full set of tries; false when there is no such dead job.
    package static func revive(_ id: ID<Job>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE jobs SET state = 'pending', run_at = $2, failures = 0, is_exclusive = 0, finished_at = NULL
            WHERE id = $1 AND state = 'dead'
            """,
            id, now) > 0
    }

    /// Ends a dead job that nobody is going to do; false when there is no such dead job. Its reason stays with it.
    package static func giveUp(_ id: ID<Job>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE jobs SET state = 'done', finished_at = $2 WHERE id = $1 AND state = 'dead'", id, now)
            > 0
    }

    struct Count: Sendable {
        let state: JobState
        let hasFailed: Bool
        let isDue: Bool
        let count: Int
    }

    static func counts(at now: Instant, in session: any SQLSession) throws -> [Count] {
        try session.query(
            """
            SELECT state, CASE WHEN failures > 0 THEN 1 ELSE 0 END, CASE WHEN run_at <= $1 THEN 1 ELSE 0 END, count(*)
            FROM jobs WHERE state IN ('pending', 'running', 'dead') GROUP BY 1, 2, 3
            """, now
        ) { Count(state: try $0[0], hasFailed: try $0[1], isDue: try $0[2], count: try $0[3]) }
    }

    static func doneCount(since start: Instant, in session: any SQLSession) throws -> Int {
        try session.first("SELECT count(*) FROM jobs WHERE state = 'done' AND finished_at >= $1", start) {
            try $0[0]
        } ?? 0
    }

    static func running(limit: Int, in session: any SQLSession) throws -> [JobRecord] {
        try session.query(
            "SELECT \(columns) FROM jobs WHERE state = 'running' ORDER BY lease_until, id LIMIT $1", limit, map: record)
    }

    static func waiting(
        afterFailure hasFailed: Bool, limit: Int, in session: any SQLSession
    ) throws -> [JobRecord] {
        try session.query(
            """
            SELECT \(columns) FROM jobs
            WHERE state = 'pending' AND CASE WHEN failures > 0 THEN 1 ELSE 0 END = $2 ORDER BY run_at, id LIMIT $1
            """,
            limit, hasFailed, map: record)
    }

    /// Drops what waits of a kind: work that a restored store must not do again. Returns how many there were.
    package static func drop(_ kind: JobKind, in session: any SQLSession) throws -> Int {
        try session.execute(
            "DELETE FROM jobs WHERE kind = $1 AND state IN ('pending', 'running')", kind.rawValue)
    }

    /// Drops finished jobs; the dead stay.
    @discardableResult
    package static func deleteDone(before instant: Instant, in session: any SQLSession) throws -> Int {
        try session.execute("DELETE FROM jobs WHERE state = 'done' AND finished_at < $1", instant)
    }

    static func record(_ row: SQLRow) throws -> JobRecord {
        JobRecord(
            id: try row[0], kind: JobKind(rawValue: try row[1]), subject: try row[2], state: try row[3],
            runAt: try row[4], attempts: try row[5], failures: try row[6], lastError: try row[7])
    }
}
