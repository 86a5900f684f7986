// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// A store that came back from a backup and has not been reconciled yet: nothing of its organisation is served or sent.
package struct Quarantine: Sendable, Hashable {
    package let id: ID<Quarantine>
    /// When the backup was taken.
    package let takenAt: Instant

    package init(id: ID<Quarantine>, takenAt: Instant) {
        self.id = id
        self.takenAt = takenAt
    }
}

/// Every statement about restored stores.
package enum QuarantineQueries {
    package static func begin(_ quarantine: Quarantine, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO restorations (id, taken_at, restored_at) VALUES ($1, $2, $3)",
            quarantine.id, quarantine.takenAt, now)
    }

    /// The one that stands, from the oldest backup when there are several; nil when there is none.
    package static func standing(in session: any SQLSession) throws -> Quarantine? {
        try session.first(
            "SELECT id, taken_at FROM restorations WHERE reconciled_at IS NULL ORDER BY taken_at LIMIT 1"
        ) { Quarantine(id: try $0[0], takenAt: try $0[1]) }
    }

    package static func end(at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE restorations SET reconciled_at = $1 WHERE reconciled_at IS NULL", now)
    }
}
