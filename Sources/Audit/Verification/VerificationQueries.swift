// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// A leaf of the stored tree and the entry that is hashed into it.
struct VerifiedRow: Sendable {
    let position: Int
    let hash: TreeHash
    /// Nil when the body is not there.
    let record: AuditRecord?
}

/// Reading a log as it lies, to be compared with what it must be.
enum VerificationQueries {
    /// Leaves in order with their entries; a leaf that is missing is simply not among them.
    static func rows(of log: AuditLog, from position: Int, limit: Int, in session: any SQLSession) throws
        -> [VerifiedRow]
    {
        try session.query(
            """
            SELECT n.position, n.hash, e.id, e.log, e.recorded_at, e.body
            FROM audit_nodes n LEFT JOIN audit_entries e
                ON e.log = n.log AND e.position = n.position AND e.position IS NOT NULL
            WHERE n.log = $1 AND n.level = 0 AND n.position >= $2
            ORDER BY n.position LIMIT $3
            """,
            log, position, limit
        ) { row in
            let position: Int = try row[0]
            let id: ID<AuditEntry>? = try row[2]
            let record = try id.map {
                AuditRecord(id: $0, log: try row[3], recordedAt: try row[4], body: try row[5], position: position)
            }
            let address = NodeAddress(level: 0, position: position)
            guard let hash = TreeHash(bytes: try row[1] as [UInt8]) else {
                throw MissingNode(log: log, address: address)
            }
            return VerifiedRow(position: position, hash: hash, record: record)
        }
    }

    /// Committed entries that wait for their number: few, since the sequencer takes them within moments.
    static func unnumbered(of log: AuditLog, in session: any SQLSession) throws -> [AuditRecord] {
        try session.query(
            """
            SELECT id, log, recorded_at, body, position FROM audit_entries
            WHERE position IS NULL AND log = $1 ORDER BY id
            """,
            log, map: AuditQueries.record)
    }

    static func lastPosition(of log: AuditLog, in session: any SQLSession) throws -> Int? {
        try session.first(
            """
            SELECT position FROM audit_entries WHERE log = $1 AND position IS NOT NULL
            ORDER BY position DESC LIMIT 1
            """,
            log
        ) { try $0[0] }
    }

    static func nodeIfPresent(
        _ address: NodeAddress, of log: AuditLog, in session: any SQLSession
    ) throws -> TreeHash? {
        do {
            return try TreeQueries.node(address, of: log, in: session)
        } catch is MissingNode {
            return nil
        }
    }
}
