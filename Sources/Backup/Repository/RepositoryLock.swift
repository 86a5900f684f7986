// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Values

/// Says at the target that somebody is at work. Backups may run beside each other; pruning runs alone.
///
/// Each writes its own mark first and looks for others' after, so that of two who come at once at least one sees the other. A
/// mark ends by itself after a quarter of an hour, should its holder die, and is renewed well before by one who lives.
final class RepositoryLock: Sendable {
    enum Use: String {
        case backup
        case prune
    }

    private static let lifetime = Duration.seconds(15 * 60)
    private static let renewal = Duration.seconds(5 * 60)
    private static let prefix = "locks/"

    private struct Mark {
        var key: String
        var until: Instant
    }

    private let target: any BackupTarget
    private let use: Use
    private let clock: any WallClock
    private let mark: Mutex<Mark>

    private init(_ target: any BackupTarget, _ use: Use, _ clock: any WallClock, _ mark: Mark) {
        self.target = target
        self.use = use
        self.clock = clock
        self.mark = Mutex(mark)
    }

    /// Throws `RepositoryProblem.inUse` when somebody is at work whom this would disturb.
    static func take(_ use: Use, at target: any BackupTarget, clock: any WallClock) async throws -> RepositoryLock {
        let lock = RepositoryLock(target, use, clock, newMark(use, at: clock.now()))
        let own = lock.mark.withLock { $0.key }
        try await target.put([0], at: own)
        for object in try await target.list(prefix) where object.key != own {
            let parts = object.key.dropFirst(prefix.count).split(separator: "-")
            guard parts.count == 3, let until = Int64(parts[0]) else { continue }
            if Instant(milliseconds: until) < clock.now() {
                try await target.delete(object.key)
            } else if use == .prune || parts[1] == Use.prune.rawValue {
                try await lock.release()
                throw RepositoryProblem.inUse(at: target.name)
            }
        }
        return lock
    }

    /// To be called again and again while at work, and before anything is named or removed; throws when the mark has ended.
    func renew() async throws {
        let now = clock.now()
        let old = mark.withLock { $0 }
        guard now < old.until else { throw RepositoryProblem.inUse(at: target.name) }
        guard now > old.until - Self.lifetime + Self.renewal else { return }
        let new = Self.newMark(use, at: now)
        try await target.put([0], at: new.key)
        mark.withLock { $0 = new }
        try await target.delete(old.key)
    }

    func release() async throws {
        try await target.delete(mark.withLock { $0.key })
    }

    private static func newMark(_ use: Use, at now: Instant) -> Mark {
        let until = now + lifetime
        let tail = PersonID.random().bytes.prefix(4).map { String($0, radix: 16) }.joined()
        return Mark(key: "\(prefix)\(until.milliseconds)-\(use.rawValue)-\(tail)", until: until)
    }
}
