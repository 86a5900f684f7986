// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle
package import Storage
import Synchronization
package import Values

/// Runs the jobs of all organisations that have any, opening no others.
///
/// A job starts within milliseconds of the commit that queued it, since the commit calls `wake`; a job for later starts
/// within a tenth of a second of its time. Shutting down gracefully finishes the jobs that run and takes no new ones;
/// start it before, and so stop it after, whatever commits.
///
/// The due index is kept so that a crash cannot lose work: an organisation is claimed before its first commit
/// (`willCommit`) and its true next time is noted only when it is closed in good order (`willClose`). After a crash those
/// claimed are simply opened.
package final class JobService: Service {
    private let dueIndex: any DueIndex
    private let clock: any WallClock
    private let logger: Logger
    private let withRunner: WithRunner

    private let bell = Bell()
    private let state = Mutex(Schedule())

    /// How exact the start of a job for later is.
    private static let tick = Duration.milliseconds(100)
    /// How often organisations that are closed here are looked for.
    private static let ticksPerLook = 10
    /// How often claims are renewed, where they run out: three times before they do.
    private static let ticksPerClaim = 100
    /// How many are worked on at a time: after a crash or at midnight all may be due at once.
    private static let organisationsAtWork = 32
    /// More than are ever marked: those seen once are known here, and known ones are not opened for the index again.
    private static let organisationsPerLook = 100_000
    private static let pauseAfterFailure = Duration.seconds(5)

    /// Opens the organisation if need be and keeps it open while the closure works with its runner, the same each time.
    package typealias WithRunner =
        @Sendable (OrganisationID, _ work: @Sendable (JobRunner) async throws -> Void) async throws -> Void

    package init(
        dueIndex: any DueIndex, clock: any WallClock, logger: Logger, withRunner: @escaping WithRunner
    ) {
        self.dueIndex = dueIndex
        self.clock = clock
        self.logger = logger
        self.withRunner = withRunner
    }

    /// To be awaited when an organisation's database has been opened, before anything is committed in it.
    package func willCommit(in organisation: OrganisationID) async throws {
        guard !state.withLock({ $0.isClaimed(organisation) }) else { return }
        try await dueIndex.claim([organisation], at: clock.now())
        state.withLock { $0.claim(organisation) }
        wake(organisation)
    }

    /// To be awaited when an organisation is closed in good order: nothing is committed in it any more. Notes when it is due
    /// next, and forgets it until then.
    package func willClose(_ organisation: OrganisationID, _ runner: JobRunner) async throws {
        try await noteNextTime(of: organisation, runner)
        state.withLock { $0.forget(organisation) }
    }

    /// Says that the organisation may have due jobs: for its database's after-commit hook. Returns at once.
    package func wake(_ organisation: OrganisationID) {
        state.withLock { $0.wake(organisation) }?.wake()
        bell.ring()
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.watchTheTime() }
                while !state.withLock({ $0.isStopping }), !Task.isCancelled {
                    for organisation in state.withLock({ $0.takeWoken(atWork: Self.organisationsAtWork) }) {
                        group.addTask { await self.work(in: organisation) }
                    }
                    guard await bell.heard() else { break }
                }
            }
        } onGracefulShutdown: {
            for runner in self.state.withLock({ $0.stop() }) { runner.stop() }
            self.bell.ring()
        }
        await noteNextTimes()
    }

    /// Wakes organisations whose next job has come due, by the wall clock: it may be moved while we wait.
    private func watchTheTime() async {
        var ticks = 0
        while !state.withLock({ $0.isStopping }), !Task.isCancelled {
            if ticks % Self.ticksPerLook == 0 { await lookForDueOrganisations() }
            if ticks % Self.ticksPerClaim == 0 { await renewClaims() }
            ticks += 1
            let now = clock.now()
            let (hasWoken, atWork) = state.withLock { ($0.wakeDue(at: now), $0.runnersAtWork) }
            if hasWoken { bell.ring() }
            for runner in atWork { runner.wake() }
            do { try await Task.sleep(for: Self.tick) } catch { return }
        }
    }

    private func lookForDueOrganisations() async {
        do {
            let due = try await dueIndex.dueOrganisations(at: clock.now(), limit: Self.organisationsPerLook)
            if state.withLock({ $0.wakeUnknown(due.map(\.id)) }) { bell.ring() }
        } catch {
            logger.error("could not read which organisations are due", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func renewClaims() async {
        guard dueIndex.claimsRunOut else { return }
        do {
            try await dueIndex.claim(state.withLock { $0.claimed }, at: clock.now())
        } catch {
            // Others look after these organisations for nothing until it succeeds.
            logger.warning("could not renew what is claimed", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func work(in organisation: OrganisationID) async {
        let next = Mutex<Instant?>(nil)
        repeat {
            do {
                try await withRunner(organisation) { runner in
                    guard self.state.withLock({ $0.begin(organisation, with: runner) }) else { return }
                    try await runner.drain()
                    let due = try await runner.nextDue()
                    next.withLock { $0 = due }
                }
            } catch {
                logger.error(
                    "could not run an organisation's jobs",
                    metadata: ["organisation": "\(organisation)", "error": "\(type(of: error))"])
                next.withLock { $0 = clock.now() + Self.pauseAfterFailure }
            }
        } while !state.withLock({ $0.end(organisation, next: next.withLock { $0 }) })
        bell.ring()
    }

    private func noteNextTimes() async {
        for organisation in state.withLock({ $0.known }) {
            do {
                try await withRunner(organisation) { try await self.noteNextTime(of: organisation, $0) }
            } catch {
                // It stays claimed, and is opened for nothing at the next start.
                logger.warning(
                    "could not note when an organisation is due next",
                    metadata: ["organisation": "\(organisation)", "error": "\(type(of: error))"])
            }
        }
    }

    /// Looks at the index first and at the work after it: a mark made meanwhile stands.
    private func noteNextTime(of organisation: OrganisationID, _ runner: JobRunner) async throws {
        let seen = dueIndex.seeing(organisation)
        if let next = try await runner.nextDue() {
            try await dueIndex.reschedule(seen, at: next)
        } else {
            try await dueIndex.clearDue(seen)
        }
    }
}
