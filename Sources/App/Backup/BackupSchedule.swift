// SPDX-License-Identifier: Apache-2.0

import Backup
import Logging
import Metrics
import ServiceLifecycle
import Storage
import Values

/// Takes backups by the clock while the server runs, and reads all of them back once a day. Several servers take turns.
struct BackupSchedule: Service {
    let backups: Backups
    let interval: Duration
    let clock: any WallClock
    let logger: Logger

    private static let tick = Duration.seconds(1)
    /// How often it is looked whether the restriction ledger has grown.
    private static let ticksPerCopy = 15
    /// How soon one that failed is tried again.
    private static let pauseAfterFailure = Duration.seconds(300)
    private static let pauseAfterDamage = Duration.hours(1)
    private static let betweenVerifications = Duration.hours(24)
    /// A server that dies at it keeps the others waiting no longer.
    private static let turn = Duration.seconds(1800)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var (ticks, copied): (Int, [SecretsState]?) = (0, nil)
            while !Task.isCancelled {
                do {
                    try await workIfDue()
                    if ticks % Self.ticksPerCopy == 0 { copied = try await copySecrets(unless: copied) }
                    ticks += 1
                    report(try await backups.health(interval: interval))
                } catch is CancellationError {
                    return
                } catch {
                    // Written down already where it could be; the figure below rises whatever happens.
                    logger.error("a backup failed", metadata: ["error": "\(error)"])
                }
                do { try await Task.sleep(for: Self.tick) } catch { return }
            }
        }
    }

    private func copySecrets(unless copied: [SecretsState]?) async throws -> [SecretsState]? {
        switch try await backups.copySecrets(unless: copied) {
        case .upTo(let states): return states
        case .backupIsDue:
            _ = try await backups.take()
            return nil
        }
    }

    private func workIfDue() async throws {
        let (mustBackUp, mustVerify) = (try await mustBackUp(), try await mustVerify())
        guard mustBackUp || mustVerify else { return }
        let (now, store) = (clock.now(), backups.control.database)
        let end = now + Self.turn
        guard try await store.write({ try BackupRunQueries.takeTurn(until: end, at: now, in: $0) }) else { return }
        do {
            try await work()
        } catch {
            try await endTurn()
            throw error
        }
        try await endTurn()
    }

    /// Looks again: another server may have done it just before it was our turn.
    private func work() async throws {
        if try await mustBackUp() {
            let taken = try await backups.take()
            Counter(label: "sampan.backups", dimensions: [("result", "taken")]).increment()
            logger.info(
                "a backup was taken", metadata: ["backup": "\(taken.data.run)", "bytes": "\(taken.added.bytes)"])
        }
        if try await mustVerify() {
            let damage = try await backups.verify().flatMap(\.1.damage)
            if let first = damage.first {
                logger.critical("a backup is damaged", metadata: ["damage": "\(first)"])
            }
        }
    }

    private func endTurn() async throws {
        let now = clock.now()
        try await backups.control.database.write { try BackupRunQueries.endTurn(at: now, in: $0) }
    }

    private func mustBackUp() async throws -> Bool {
        try await isDue(.backup, every: interval)
    }

    private func mustVerify() async throws -> Bool {
        try await isDue(.verification, every: Self.betweenVerifications)
    }

    private func isDue(_ kind: BackupRun.Kind, every interval: Duration) async throws -> Bool {
        let now = clock.now()
        let (last, success) = try await backups.control.database.read { session in
            (
                try BackupRunQueries.newest(kind, in: session),
                try BackupRunQueries.newestSuccess(kind, in: session)
            )
        }
        // A damaged backup stays damaged until the next one; a store that was away may be back soon.
        let pause = kind == .verification ? Self.pauseAfterDamage : Self.pauseAfterFailure
        if let last, !last.succeeded { return now - last.endedAt >= min(pause, interval) }
        return success.map { now - $0.beganAt >= interval } ?? true
    }

    private func report(_ health: BackupHealth) {
        Meter(label: "sampan.backup.alarm").set(health.problem == nil ? 0 : 1)
        if let last = health.lastSuccess {
            Meter(label: "sampan.backup.last.success.timestamp.seconds").set(Double(last.seconds))
        }
    }
}
