// SPDX-License-Identifier: Apache-2.0

import Foundation
import Jobs
import Logging
import Storage
import Synchronization
import TestKit
import Values

/// A database, a clock that stands still and a runner whose handlers write down what they did.
struct JobLab: Sendable {
    let database: any Database
    let clock: FixedWallClock
    let diary = Diary()

    func runner(concurrency: Int = 8, _ handlers: JobHandlers) -> JobRunner {
        JobRunner(
            database: database, handlers: handlers, clock: clock, concurrency: concurrency, logger: .silent,
            jitter: { 0 },
            noteDeadJob: { job in
                diary.add(job)
                let event = OutboxEvent("job.died", about: job.id, at: .testTime)
                return { try event.insert(in: $0) }
            })
    }

    @discardableResult
    func queue(_ job: Job) async throws -> Job {
        try await database.write { try job.insert(in: $0) }
        return job
    }

    @discardableResult
    func queue(
        _ kind: JobKind, about subject: ID<JobSubject> = .random(), after delay: Duration = .zero,
        exclusive: Bool = false
    ) async throws -> Job {
        try await queue(Job(kind, about: subject, at: clock.now(), after: delay, exclusive: exclusive))
    }

    /// The jobs whose end was noted, numbered and all.
    func notedDeaths() async throws -> [ID<EventSubject>] {
        try await database.write { session in
            _ = try OutboxQueries.number(limit: 100, in: session)
            return try OutboxQueries.events(after: 0, in: session).map(\.event.subject)
        }
    }

    func record(of job: Job) async throws -> JobRecord? {
        try await database.read { try JobQueries.job(job.id, in: $0) }
    }
}

func withJobLab(_ body: (JobLab) async throws -> Void) async throws {
    let clock = FixedWallClock(.testTime)
    try await withTemporaryDatabase(.data, clock: clock) { database in
        try await body(JobLab(database: database, clock: clock))
    }
}

/// What handlers did, in order.
final class Diary: Sendable {
    struct Run: Hashable, Sendable {
        let subject: ID<JobSubject>
        let attempt: Int
    }

    private let pages = Mutex<(runs: [Run], dead: [DeadJob])>(([], []))

    var runs: [Run] { pages.withLock { $0.runs } }
    var dead: [DeadJob] { pages.withLock { $0.dead } }

    func add(_ subject: ID<JobSubject>, _ attempt: Int) {
        pages.withLock { $0.runs.append(Run(subject: subject, attempt: attempt)) }
    }

    func add(_ job: DeadJob) { pages.withLock { $0.dead.append(job) } }
}

/// A door that stays shut until it is opened; who waits hears cancellation.
struct Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.yield() }

    func pass() async throws {
        for await _ in stream { return }
        throw CancellationError()
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
