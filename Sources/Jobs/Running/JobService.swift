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
/// The due index is kept so that a crash cannot lose work: an organisation is marked due before its first commit
/// (`willCommit`) and its true next time is noted only at an orderly end. After a crash those marked are simply opened.
package final class JobService: Service {
    private let dueIndex: any DueIndex
    private let clock: any WallClock
    private let logger: Logger
    private let runner: @Sendable (OrganisationID) async throws -> JobRunner

    private let bell = Bell()
    private let state = Mutex(Schedule())

    /// How exact the start of a job for later is.
    private static let tick = Duration.milliseconds(100)
    /// How often organisations that nobody has opened here are looked for.
    private static let ticksPerLook = 10
    /// More than are ever marked: those seen once are known here, and known ones are not opened for the index again.
    private static let organisationsPerLook = 100_000
    private static let pauseAfterFailure = Duration.seconds(5)

    /// - Parameter runner: opens the organisation if need be, and gives the same runner each time while it is open.
    package init(
        dueIndex: any DueIndex, clock: any WallClock, logger: Logger,
        runner: @escaping @Sendable (OrganisationID) async throws -> JobRunner
    ) {
        self.dueIndex = dueIndex
        self.clock = clock
        self.logger = logger
        self.runner = runner
    }

    /// To be awaited when an organisation's database has been opened, before anything is committed in it.
    package func willCommit(in organisation: OrganisationID) async throws {
        guard !state.withLock({ $0.isMarked(organisation) }) else { return }
        try await dueIndex.markDue(organisation, at: clock.now())
        state.withLock { $0.mark(organisation) }
        wake(organisation)
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
                    for organisation in state.withLock({ $0.takeWoken() }) {
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

    private func work(in organisation: OrganisationID) async {
        var next: Instant?
        repeat {
            do {
                let runner = try await runner(organisation)
                guard state.withLock({ $0.begin(organisation, with: runner) }) else { return }
                try await runner.drain()
                next = try await runner.nextDue()
            } catch {
                logger.error(
                    "could not run an organisation's jobs",
                    metadata: ["organisation": "\(organisation)", "error": "\(type(of: error))"])
                next = clock.now() + Self.pauseAfterFailure
            }
        } while !state.withLock({ $0.end(organisation, next: next) })
    }

    /// Looks at the index first and at the work after it: a mark made meanwhile stands.
    private func noteNextTimes() async {
        do {
            let known = Set(state.withLock { $0.known })
            let due = try await dueIndex.dueOrganisations(at: clock.now(), limit: Self.organisationsPerLook)
            for organisation in due where known.contains(organisation.id) {
                if let next = try await runner(organisation.id).nextDue() {
                    try await dueIndex.reschedule(organisation, at: next)
                } else {
                    try await dueIndex.clearDue(organisation)
                }
            }
        } catch {
            // They stay marked, and are opened for nothing at the next start.
            logger.warning("could not note who is due next", metadata: ["error": "\(type(of: error))"])
        }
    }
}
