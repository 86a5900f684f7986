// SPDX-License-Identifier: Apache-2.0

import Analytics
import Audit
import Foundation
import Jobs
import Logging
import Media
import Policy
import Storage
import Values
import Vault

/// What an organisation does once a day, unasked: what is over goes, and keys move on.
struct Housekeeping: Sendable {
    static let kind: JobKind = "keep-house"
    static let interval = Duration.hours(24)
    /// When to look again whether the time is proven: nothing is destroyed by a clock that may be wrong.
    static let patience = Duration.seconds(600)
    /// How long entries of who read what keep their text; their hashes stay.
    static let accessLogLifetime = Duration.days(365)
    /// Finished jobs and numbered events nobody needs any more.
    static let workLifetime = Duration.days(30)

    let data: any Database
    let vault: Vault
    let sumUpVisits: SumUpDays
    let media: MediaStore
    /// Writes a copy of the key store and opens it, for verifying a rotation.
    let copyKeys: @Sendable () async throws -> any Database
    /// Where the business keeps its books.
    let timeZone: TimeZone
    let clock: any WallClock
    let logger: Logger

    func addHandler(to handlers: inout JobHandlers) {
        handlers.add(Self.kind, timeLimit: .seconds(1800)) { _, _ in
            guard clock.isProven else { return .retry(after: Self.patience) }
            try await run()
            return .retry(after: Self.interval)
        }
    }

    /// To be called whenever the organisation is opened; queued once.
    func begin() async throws {
        guard let all = ID<JobSubject>(bytes: [UInt8](repeating: 0, count: 16)) else { return }
        let job = Job(Self.kind, about: all, at: clock.now(), after: .seconds(60), exclusive: true)
        try await job.begin(in: data)
    }

    private func run() async throws {
        let now = clock.now()
        _ = try await vault.destroyEndedHolds(before: now.year(in: timeZone))
        try await sumUpVisits()  // before visits go at their term
        try await RetentionSweep(data: data, vault: vault, timeZone: timeZone, clock: clock)()
        try await media.sweepUnsent()
        try await vault.keepHouse(in: data)
        _ = try await AuditPruning(database: data, clock: clock).prune(.access, before: now - Self.accessLogLifetime)
        try await data.write { session in
            try JobQueries.deleteDone(before: now - Self.workLifetime, in: session)
            try OutboxQueries.deleteEvents(before: now - Self.workLifetime, in: session)
        }
        try await rotateKeysWhenDue(at: now)
    }

    /// The policy promises that old copies of the key store are worthless after so many days; half of them is when the
    /// epoch changes, so that a night without a server breaks no promise.
    private func rotateKeysWhenDue(at now: Instant) async throws {
        let days = vault.policy.declarations.keyBackupDays
        let keys = vault.organisationKeys
        // One that was interrupted goes on at once: until its end the old secret is still there.
        let isUnfinished = keys.epochs.count > 1
        let isDue = keys.currentEpochBegan.map { now - $0 > .days(max(days / 2, 1)) } ?? false
        guard isUnfinished || isDue else { return }
        let count = try await vault.rotation.rotate(backUp: copyKeys)
        logger.notice("the organisation's keys moved to a new epoch", metadata: ["keys": "\(count)"])
    }
}
