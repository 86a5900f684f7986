// SPDX-License-Identifier: Apache-2.0

import Storage

/// Giving committed entries their place in the tree.
enum SequencingQueries {
    static func hasUnnumberedEntries(in session: any SQLSession) throws -> Bool {
        try session.first("SELECT 1 FROM audit_entries WHERE position IS NULL LIMIT 1") { _ in true } ?? false
    }

    /// Numbers up to `limit` entries in the order of their ids and grows their trees; returns how many.
    ///
    /// Positions and nodes are written in one transaction, so a crash leaves both or neither.
    static func numberEntries(limit: Int, in session: any SQLSession) throws -> Int {
        let entries = try session.query(
            """
            SELECT id, log, recorded_at, body, position FROM audit_entries
            WHERE position IS NULL ORDER BY id LIMIT $1
            """,
            limit, map: AuditQueries.record)
        var frontiers: [AuditLog: MerkleFrontier] = [:]
        for entry in entries {
            var frontier = try frontiers[entry.log] ?? TreeQueries.frontier(of: entry.log, in: session)
            try session.execute(
                "UPDATE audit_entries SET position = $1 WHERE id = $2", frontier.size, entry.id)
            for (address, hash) in frontier.append(entry.leaf) {
                try TreeQueries.insert(hash, at: address, of: entry.log, in: session)
            }
            frontiers[entry.log] = frontier
        }
        for (log, frontier) in frontiers {
            try TreeQueries.setSize(frontier.size, of: log, in: session)
        }
        return entries.count
    }
}
