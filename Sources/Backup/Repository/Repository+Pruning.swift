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
    package func prune(_ retention: SnapshotRetention) async throws -> Pruned {
        let lock = try await RepositoryLock.take(.prune, at: target, clock: clock)
        do {
            let pruned = try await prune(retention, under: lock)
            try await lock.release()
            return pruned
        } catch {
            // What went wrong is the news; the mark ends by itself.
            try? await lock.release()
            throw error
        }
    }

    private func prune(_ retention: SnapshotRetention, under lock: RepositoryLock) async throws -> Pruned {
        // Read whole before anything goes: one that cannot be read may name chunks that are still good for something.
        let snapshots = try await snapshots()
        let ended = retention.ended(snapshots.map(\.instant), at: clock.now())
        var kept: Set<ChunkName> = []
        for (snapshot, isEnded) in zip(snapshots, ended) {
            if isEnded {
                try await lock.renew()
                try await target.delete(key(of: snapshot))
            } else {
                kept.formUnion(snapshot.chunks)
            }
        }
        let stored = try await storedChunks()
        var removed = 0
        for name in stored.keys where !kept.contains(name) {
            try await lock.renew()
            try await target.delete(key(of: name))
            removed += 1
        }
        return Pruned(snapshots: ended.filter { $0 }.count, chunks: removed)
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
