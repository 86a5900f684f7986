// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// How far a log's tree has grown and how much of it has been pruned.
package struct TreeState: Hashable, Sendable {
    package let size: Int
    /// Bodies below this position are gone.
    package let minimumPosition: Int
}

/// A checkpoint as it was signed and stored.
package struct StoredCheckpoint: Hashable, Sendable {
    package let size: Int
    package let signedAt: Instant
    package let note: String
}

/// A stored tree lacks a node it must have: the file is damaged or was edited by hand.
package struct MissingNode: Error, Hashable {
    package let log: AuditLog
    package let address: NodeAddress
}

/// The stored trees: their nodes, sizes and checkpoints.
package enum TreeQueries {
    package static func state(of log: AuditLog, in session: any SQLSession) throws -> TreeState {
        try session.first("SELECT size, minimum_position FROM audit_trees WHERE log = $1", log) {
            TreeState(size: try $0[0], minimumPosition: try $0[1])
        } ?? TreeState(size: 0, minimumPosition: 0)
    }

    /// The tree at `size`, or at its present one; look-ups go through the session, so use it inside the closure only.
    package static func tree(of log: AuditLog, size: Int? = nil, in session: any SQLSession) throws -> MerkleTree {
        MerkleTree(size: try size ?? state(of: log, in: session).size) { address in
            try node(address, of: log, in: session)
        }
    }

    static func frontier(of log: AuditLog, in session: any SQLSession) throws -> MerkleFrontier {
        try MerkleFrontier(size: state(of: log, in: session).size) { try node($0, of: log, in: session) }
    }

    static func node(_ address: NodeAddress, of log: AuditLog, in session: any SQLSession) throws -> TreeHash {
        let found = try session.first(
            "SELECT hash FROM audit_nodes WHERE log = $1 AND level = $2 AND position = $3",
            log, address.level, address.position
        ) { TreeHash(bytes: try $0[0] as [UInt8]) }
        guard let hash = found ?? nil else { throw MissingNode(log: log, address: address) }
        return hash
    }

    static func insert(_ hash: TreeHash, at address: NodeAddress, of log: AuditLog, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO audit_nodes (log, level, position, hash) VALUES ($1, $2, $3, $4)",
            log, address.level, address.position, hash.bytes)
    }

    static func setSize(_ size: Int, of log: AuditLog, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO audit_trees (log, size, minimum_position) VALUES ($1, $2, 0)
            ON CONFLICT (log) DO UPDATE SET size = excluded.size
            """,
            log, size)
    }

    package static func latestCheckpoint(
        of log: AuditLog, in session: any SQLSession
    ) throws -> StoredCheckpoint? {
        try session.first(
            "SELECT size, signed_at, note FROM audit_checkpoints WHERE log = $1 ORDER BY size DESC LIMIT 1",
            log, map: checkpoint)
    }

    /// All checkpoints, smallest first.
    package static func checkpoints(of log: AuditLog, in session: any SQLSession) throws -> [StoredCheckpoint] {
        try session.query(
            "SELECT size, signed_at, note FROM audit_checkpoints WHERE log = $1 ORDER BY size", log, map: checkpoint)
    }

    /// Keeps what is there when the same size was signed meanwhile: signatures are deterministic.
    static func insert(_ checkpoint: StoredCheckpoint, of log: AuditLog, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO audit_checkpoints (log, size, signed_at, note) VALUES ($1, $2, $3, $4)
            ON CONFLICT (log, size) DO NOTHING
            """,
            log, checkpoint.size, checkpoint.signedAt, checkpoint.note)
    }

    private static func checkpoint(_ row: SQLRow) throws -> StoredCheckpoint {
        StoredCheckpoint(size: try row[0], signedAt: try row[1], note: try row[2])
    }
}
