// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Drops the texts of old entries and keeps their hashes: proofs, receipts and checkpoints go on holding.
///
/// Only from the beginning of a log, so that one number tells what is gone, and never without saying so in the
/// evidence log. Source: C2SP tlog-tiles, "Pruning" (a monotone minimum index under a published policy).
package struct AuditPruning: Sendable {
    private let database: any Database
    private let clock: any WallClock

    /// Rows dropped in one transaction.
    private static let batch = 500

    package init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// Drops entries of `log` recorded before `instant`; returns how many. May be interrupted and called again.
    @discardableResult
    package func prune(_ log: AuditLog = .access, before instant: Instant) async throws -> Int {
        let (old, new) = try await database.read { session in
            let state = try TreeQueries.state(of: log, in: session)
            let kept = try PruningQueries.firstPosition(
                of: log, from: state.minimumPosition, recordedFrom: instant, in: session)
            return (state.minimumPosition, kept ?? state.size)
        }
        if new > old {
            let announcement = AuditEntry(
                log: .evidence, type: .bodiesPruned, at: clock.now(), outcome: "\(log.rawValue):\(new)")
            try await database.write { session in
                try PruningQueries.setMinimumPosition(new, of: log, in: session)
                try announcement.insert(in: session)
            }
        }
        var dropped = 0
        while true {
            let count = try await database.write {
                try PruningQueries.deleteEntries(of: log, below: new, limit: Self.batch, in: $0)
            }
            dropped += count
            if count < Self.batch { return dropped }
        }
    }
}

extension AuditStatement {
    /// Which log was pruned up to where, when the entry says so.
    var announcedPruning: (AuditLog, Int)? {
        guard type == .bodiesPruned, let parts = outcome?.split(separator: ":"), parts.count == 2,
            let log = AuditLog(rawValue: String(parts[0])), let position = Int(parts[1])
        else { return nil }
        return (log, position)
    }
}
