// SPDX-License-Identifier: Apache-2.0

package import Logging
import Metrics
package import Storage
import Synchronization
package import Values

/// Runs one organisation's due jobs, a bounded number at a time, each at least once.
///
/// A job is leased before it runs. If the process dies, the lease runs out and the job is run again; if it fails, it
/// waits longer each time and ends as a dead job, of which a note is made. Error codes kept with a job are the reason a
/// handler gave or the name of the error's type, never its text.
package final class JobRunner: Sendable {
    private let database: any Database
    private let handlers: JobHandlers
    private let clock: any WallClock
    private let concurrency: Int
    private let jitter: @Sendable () -> Double
    private let logger: Logger
    private let noteDeadJob: @Sendable (DeadJob) -> DeadJobNote

    private let bell = Bell()
    private let state = Mutex(State())

    private struct State {
        /// What runs here now: never leased twice, even if the clock is moved past the lease.
        var held: Set<ID<Job>> = []
        var isStopping = false
    }

    /// Added to a handler's time limit, for finishing up and for clocks that differ.
    private static let leaseMargin = Duration.seconds(30)

    /// - Parameter noteDeadJob: prepares what is written, in one transaction with the job's end, so that nobody can miss
    ///   it: a row for people to see, an event.
    package init(
        database: any Database, handlers: JobHandlers, clock: any WallClock, concurrency: Int = 8, logger: Logger,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        noteDeadJob: @escaping @Sendable (DeadJob) -> DeadJobNote
    ) {
        self.database = database
        self.handlers = handlers
        self.clock = clock
        self.concurrency = concurrency
        self.logger = logger
        self.jitter = jitter
        self.noteDeadJob = noteDeadJob
    }

    /// Says that a job may have become due, while `drain` is at work.
    package func wake() { bell.ring() }

    /// Takes no further jobs; `drain` returns when those running are through.
    package func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Runs jobs until none is due and none runs. Free places are filled as soon as a job ends or `wake` is called.
    ///
    /// Not to be called twice at a time.
    package func drain() async throws {
        let failure = await withDiscardingTaskGroup(returning: (any Error)?.self) { group in
            while true {
                do {
                    for job in try await lease() {
                        group.addTask { await self.work(on: job) }
                    }
                } catch {
                    return error  // The group still waits for what runs.
                }
                guard !state.withLock({ $0.held.isEmpty }), await bell.heard() else { return nil }
            }
        }
        if let failure { throw failure }
    }

    /// When to call `drain` next; nil when nothing waits.
    package func nextDue() async throws -> Instant? {
        try await database.read { try JobQueries.nextDue(in: $0) }
    }

    private func lease() async throws -> [LeasedJob] {
        let (held, isStopping) = state.withLock { ($0.held, $0.isStopping) }
        let free = concurrency - held.count
        guard !isStopping, free > 0 else { return [] }
        let now = clock.now()
        let limit = free + held.count
        let isDue = try await database.read { session in
            try JobQueries.nextDue(in: session).map { $0 <= now } ?? false
        }
        guard isDue else { return [] }

        let handlers = handlers
        let leased = try await database.write { session in
            let lost = try LeaseQueries.expired(at: now, limit: limit, in: session)
                .filter { !held.contains($0.id) }.prefix(free)
            let due = try LeaseQueries.due(at: now, limit: free - lost.count, in: session)
            return try (lost + due).map { record in
                let job = LeasedJob(record)
                let limit = handlers[job.kind]?.timeLimit ?? .zero
                try LeaseQueries.lease(job, until: now + limit + Self.leaseMargin, in: session)
                return job
            }
        }
        state.withLock { $0.held.formUnion(leased.map(\.id)) }
        return leased
    }

    private func work(on job: LeasedJob) async {
        let result = await result(of: job)
        do {
            try await settle(job, result)
        } catch {
            // The lease runs out and the job runs again, which its handler must bear anyway.
            logger.error(
                "could not record how a job ended",
                metadata: ["job": "\(job.id)", "kind": "\(job.kind.rawValue)", "error": "\(type(of: error))"])
        }
        state.withLock { _ = $0.held.remove(job.id) }
        bell.ring()
    }

    private func result(of job: LeasedJob) async -> JobResult {
        guard let handler = handlers[job.kind] else { return .failed("no-handler") }
        // Lost once too often: it may be what takes the process down.
        guard job.failures < handler.retry.failures else { return .lostTooOften }
        do {
            return .ended(
                try await withTimeLimit(handler.timeLimit) { try await handler.run(job.subject, job.attempt) })
        } catch {
            return .failed(error is TimeLimitExceeded ? "timed-out" : "\(type(of: error))")
        }
    }

    private func settle(_ job: LeasedJob, _ result: JobResult) async throws {
        let now = clock.now()
        Counter(label: "sampan.jobs", dimensions: [("kind", job.kind.rawValue), ("result", result.name)]).increment()
        switch result {
        case .ended(.done):
            try await database.write { try LeaseQueries.finish(job, at: now, in: $0) }
        case .ended(.retry(let delay)):
            try await database.write {
                try LeaseQueries.postpone(job, until: now + delay, failures: 0, error: nil, in: $0)
            }
        case .ended(.giveUp(let reason)):
            try await bury(job, failures: job.failures, because: reason)
        case .lostTooOften:
            try await bury(job, failures: job.failures, because: "lost-too-often")
        case .failed(let code):
            let failures = job.failures + 1
            let policy = handlers[job.kind]?.retry ?? .standard
            guard failures < policy.failures else { return try await bury(job, failures: failures, because: code) }
            let wait = policy.wait(after: failures, jitter: jitter())
            logger.warning(
                "a job failed and will be tried again",
                metadata: [
                    "job": "\(job.id)", "kind": "\(job.kind.rawValue)", "error": "\(code)", "failures": "\(failures)",
                ])
            try await database.write {
                try LeaseQueries.postpone(job, until: now + wait, failures: failures, error: code, in: $0)
            }
        }
    }

    private func bury(_ job: LeasedJob, failures: Int, because reason: String) async throws {
        let now = clock.now()
        let note = noteDeadJob(job.dead(because: reason))
        let isBuried = try await database.write { session in
            guard try LeaseQueries.bury(job, failures: failures, error: reason, at: now, in: session) else {
                return false
            }
            try note(session)
            return true
        }
        guard isBuried else { return }
        logger.error(
            "a job was given up",
            metadata: ["job": "\(job.id)", "kind": "\(job.kind.rawValue)", "reason": "\(reason)"])
    }
}

private enum JobResult {
    case ended(JobOutcome)
    case failed(String)
    case lostTooOften

    /// As the metrics call it.
    var name: String {
        switch self {
        case .ended(.done): "done"
        case .ended(.retry): "again-later"
        case .ended(.giveUp): "given-up"
        case .failed: "failed"
        case .lostTooOften: "lost-too-often"
        }
    }
}
