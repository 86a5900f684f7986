// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about backups that were taken, in the control store.
enum BackupRunQueries {
    static func insert(_ run: BackupRun, _ id: ID<BackupRun>, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO backup_runs (id, kind, succeeded, detail, began_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6)
            """, id, run.kind, run.succeeded, run.detail, run.beganAt, run.endedAt)
    }

    static func newest(_ kind: BackupRun.Kind, in session: any SQLSession) throws -> BackupRun? {
        try session.first(columns + " WHERE kind = $1 ORDER BY ended_at DESC, id DESC LIMIT 1", kind, map: run)
    }

    static func newestSuccess(_ kind: BackupRun.Kind, in session: any SQLSession) throws -> BackupRun? {
        try session.first(
            columns + " WHERE kind = $1 AND succeeded = 1 ORDER BY ended_at DESC, id DESC LIMIT 1", kind, map: run)
    }

    static func delete(before instant: Instant, in session: any SQLSession) throws {
        try session.execute("DELETE FROM backup_runs WHERE ended_at < $1", instant)
    }

    /// Whether the work of the schedule is the caller's until then.
    static func takeTurn(until end: Instant, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            INSERT INTO backup_turn (id, taken_until) VALUES (1, $1)
            ON CONFLICT (id) DO UPDATE SET taken_until = excluded.taken_until WHERE backup_turn.taken_until <= $2
            """, end, now) == 1
    }

    static func endTurn(at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE backup_turn SET taken_until = $1 WHERE id = 1", now)
    }

    private static let columns = "SELECT kind, succeeded, detail, began_at, ended_at FROM backup_runs"

    private static func run(_ row: SQLRow) throws -> BackupRun {
        BackupRun(
            kind: try row[0], succeeded: try row[1], detail: try row[2], beganAt: try row[3], endedAt: try row[4])
    }
}
