// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Taking jobs and giving them back. A lease is worth something only while `attempts` is what it was when taken:
/// who comes back too late changes nothing.
enum LeaseQueries {
    /// Jobs whose runner was lost: their lease has run out.
    static func expired(at now: Instant, limit: Int, in session: any SQLSession) throws -> [JobRecord] {
        try session.query(
            """
            SELECT \(JobQueries.columns) FROM jobs
            WHERE state = 'running' AND lease_until <= $1 ORDER BY lease_until, id LIMIT $2
            \(session.takingFreeRows)
            """,
            now, limit, map: JobQueries.record)
    }

    static func due(at now: Instant, limit: Int, in session: any SQLSession) throws -> [JobRecord] {
        try session.query(
            """
            SELECT \(JobQueries.columns) FROM jobs
            WHERE state = 'pending' AND run_at <= $1 ORDER BY run_at, id LIMIT $2
            \(session.takingFreeRows)
            """,
            now, limit, map: JobQueries.record)
    }

    static func lease(_ job: LeasedJob, until end: Instant, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE jobs SET state = 'running', attempts = $2, failures = $3, lease_until = $4 WHERE id = $1",
            job.id, job.attempt, job.failures, end)
    }

    static func finish(_ job: LeasedJob, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE jobs SET state = 'done', lease_until = NULL, failures = 0, last_error = NULL, finished_at = $3
            WHERE id = $1 AND state = 'running' AND attempts = $2
            """,
            job.id, job.attempt, now)
    }

    /// Puts a job back to wait; drops it when an exclusive twin was queued meanwhile, which does the same work.
    static func postpone(
        _ job: LeasedJob, until runAt: Instant, failures: Int, error: String?, in session: any SQLSession
    ) throws {
        let changed = try session.execute(
            """
            UPDATE jobs SET state = 'pending', lease_until = NULL, run_at = $3, failures = $4, last_error = $5
            WHERE id = $1 AND state = 'running' AND attempts = $2
                AND (is_exclusive = 0 OR NOT EXISTS
                    (SELECT 1 FROM jobs twin WHERE twin.kind = jobs.kind AND twin.subject = jobs.subject
                        AND twin.state = 'pending' AND twin.is_exclusive = 1))
            """,
            job.id, job.attempt, runAt, failures, error)
        guard changed == 0 else { return }
        try session.execute(
            "DELETE FROM jobs WHERE id = $1 AND state = 'running' AND attempts = $2", job.id, job.attempt)
    }

    /// Whether it was still ours to bury.
    static func bury(
        _ job: LeasedJob, failures: Int, error: String, at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE jobs SET state = 'dead', lease_until = NULL, failures = $3, last_error = $4, finished_at = $5
            WHERE id = $1 AND state = 'running' AND attempts = $2
            """,
            job.id, job.attempt, failures, error, now) > 0
    }
}
