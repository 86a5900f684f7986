// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

extension Repository {
    package struct Pruned: Sendable, Hashable {
        package let snapshots: Int
        package let chunks: Int
    }

    /// Removes backups whose time is over, and then every chunk that no backup names any more.
    ///
    /// Runs alone: a backup under way may be about to name a chunk that nothing names yet. Ended in the middle, it has removed
    /// whole backups first, so none is left without its chunks.
    ///
    /// One that cannot be read goes when its time is over, or at once with `removingDamaged`. Until then it may name chunks that
    /// are still good for something, so with `thinning` none go; with `strict` what was promised to go goes.
    package func prune(_ retention: SnapshotRetention, removingDamaged: Bool = false) async throws -> Pruned {
        let lock = try await RepositoryLock.take(.prune, at: target, clock: clock)
        do {
            let pruned = try await prune(retention, removingDamaged, under: lock)
            try await lock.release()
            return pruned
        } catch {
            // What went wrong is the news; the mark ends by itself.
            try? await lock.release()
            throw error
        }
    }

    private func prune(
        _ retention: SnapshotRetention, _ removingDamaged: Bool, under lock: RepositoryLock
    ) async throws -> Pruned {
        // Read whole before anything goes.
        let snapshots = try await snapshots()
        let ended = retention.ended(snapshots.map(\.name.instant), at: clock.now())
        var named: Set<ChunkName> = []
        var (removed, unreadable) = (0, 0)
        for (snapshot, isEnded) in zip(snapshots, ended) {
            if isEnded || (removingDamaged && snapshot.manifest == nil) {
                try await lock.renew()
                try await target.delete(snapshot.name.key)
                removed += 1
            } else if let manifest = snapshot.manifest {
                named.formUnion(manifest.chunks)
            } else {
                unreadable += 1
            }
        }
        if unreadable > 0, case .thinning = retention { return Pruned(snapshots: removed, chunks: 0) }
        return Pruned(snapshots: removed, chunks: try await removeChunks(but: named, under: lock))
    }

    private func removeChunks(but named: Set<ChunkName>, under lock: RepositoryLock) async throws -> Int {
        var removed = 0
        for name in try await storedChunks().keys where !named.contains(name) {
            try await lock.renew()
            try await target.delete(key(of: name))
            removed += 1
        }
        return removed
    }
}

/// How long backups are kept.
package enum SnapshotRetention: Sendable, Hashable {
    /// Each for two days, then the last of each day, for so many days. The newest is kept whatever its age.
    case thinning(days: Int)
    /// All of them for so many days, and none longer, not even the newest: what was promised to go goes.
    case strict(days: Int)

    /// Whether each, given oldest first, has had its time.
    func ended(_ times: [Instant], at now: Instant) -> [Bool] {
        switch self {
        case .strict(let days):
            return times.map { (time: Instant) -> Bool in now - time >= .days(days) }
        case .thinning(let days):
            return times.indices.map { index in
                guard index < times.count - 1 else { return false }
                let age = now - times[index]
                if age >= .days(days) { return true }
                return age >= .days(2) && Self.day(times[index]) == Self.day(times[index + 1])
            }
        }
    }

    private static func day(_ instant: Instant) -> Int64 { instant.milliseconds / 86_400_000 }
}
