// SPDX-License-Identifier: Apache-2.0

import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import TestKit
import Testing
import Values

@Suite("Jobs of all organisations", .timeLimit(.minutes(10)))
struct JobServiceTests {
    /// An instance with one organisation, and a service over it.
    private struct Instance: Sendable {
        let control: ControlStore
        let data: any Database
        let organisation: OrganisationID
        let clock: ShiftedWallClock

        func service(_ run: @escaping JobHandler) -> JobService {
            let runner = runner(run)
            return JobService(dueIndex: control, clock: clock, logger: .silent) { try await $1(runner) }
        }

        func runner(_ run: @escaping JobHandler) -> JobRunner {
            var handlers = JobHandlers()
            handlers.add("work", run)
            return JobRunner(
                database: data, handlers: handlers, clock: clock, logger: .silent, noteDeadJob: { _ in { _ in } })
        }

        /// Closes the organisation; whether the index then knows only of the job in an hour.
        func closes(_ service: JobService, _ runner: JobRunner) async throws -> Bool {
            try await service.willClose(organisation, runner)
            return try await control.nextDue().map { $0 > clock.now() + .seconds(3_000) } ?? false
        }

        func queue(after delay: Duration = .zero) async throws {
            let job = Job("work", about: ID<JobSubject>.random(), at: clock.now(), after: delay)
            try await data.write { try job.insert(in: $0) }
        }

        func isMarked(at instant: Instant) async throws -> Bool {
            try await control.dueOrganisations(at: instant).map(\.id) == [organisation]
        }
    }

    private func withInstance(_ body: (Instance) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            let clock = ShiftedWallClock()
            let paths = StoragePaths(besideData: folder.appending(path: "data"))
            try FileManager.default.createDirectory(at: paths.data, withIntermediateDirectories: true)
            let control = try ControlStore.forTests(at: paths, clock: clock)
            let databases = OrganisationDatabases(at: paths, clock: clock)
            try await control.register(business: "shop", name: "Shop")
            let organisation = try await control.register(
                organisation: "shop", of: "shop", name: "Shop", in: databases)
            try await body(
                Instance(
                    control: control, data: try databases.open(organisation.id).data,
                    organisation: organisation.id, clock: clock))
        }
    }

    /// Runs the service while `body` runs, then shuts it down gracefully.
    private func running(_ service: JobService, _ body: () async throws -> Void) async throws {
        let group = ServiceGroup(services: [service], logger: .silent)
        async let run: Void = group.run()
        try await body()
        await group.triggerGracefulShutdown()
        try await run
    }

    @Test func `jobs start as they are committed, while the clock stands still`() async throws {
        try await withInstance { instance in
            let ran = Gate()
            let service = instance.service { _, _ in
                ran.open()
                return .done
            }
            let organisation = instance.organisation
            instance.data.afterCommit { [weak service] in service?.wake(organisation) }
            try await running(service) {
                try await service.willCommit(in: organisation)
                for _ in 0..<15 {
                    try await instance.queue()
                    try await ran.pass()
                }
            }
        }
    }

    @Test func `a job for later starts when the clock is there`() async throws {
        try await withInstance { instance in
            let ran = Gate()
            let runs = Mutex(0)
            let service = instance.service { _, _ in
                runs.withLock { $0 += 1 }
                ran.open()
                return .done
            }
            try await instance.queue(after: .days(3))
            try await running(service) {
                try await service.willCommit(in: instance.organisation)
                #expect(runs.withLock { $0 } == 0)
                instance.clock.advance(by: .days(3))
                try await ran.pass()
            }
            #expect(runs.withLock { $0 } == 1)
        }
    }

    @Test func `after a crash the organisations that were at work are found and opened`() async throws {
        try await withInstance { instance in
            try await instance.service { _, _ in .done }.willCommit(in: instance.organisation)
            try await instance.queue()
            let ran = Gate()

            try await running(
                instance.service { _, _ in
                    ran.open()
                    return .done
                }
            ) { try await ran.pass() }
        }
    }

    @Test func `an organisation that cannot be opened is tried again, and not without pause`() async throws {
        struct Unreadable: Error {}
        try await withInstance { instance in
            let tries = Mutex(0)
            let service = JobService(dueIndex: instance.control, clock: instance.clock, logger: .silent) { _, _ in
                tries.withLock { $0 += 1 }
                throw Unreadable()
            }
            try await running(service) {
                try await service.willCommit(in: instance.organisation)
                while tries.withLock({ $0 }) == 0 { await Task.yield() }
                instance.clock.advance(by: .seconds(5))
                while tries.withLock({ $0 }) < 2 { await Task.yield() }
            }
            #expect(tries.withLock { $0 } < 10)
        }
    }

    @Test func `an orderly end notes when each organisation is due next`() async throws {
        try await withInstance { instance in
            let service = instance.service { _, _ in .done }
            try await running(service) {
                try await service.willCommit(in: instance.organisation)
                try await instance.queue(after: .hours(1))
            }
            #expect(try await !instance.isMarked(at: instance.clock.now()))
            #expect(try await instance.isMarked(at: instance.clock.now() + .hours(1)))

            let ran = Gate()
            instance.clock.advance(by: .hours(1))
            try await running(
                instance.service { _, _ in
                    ran.open()
                    return .done
                }
            ) { try await ran.pass() }
            #expect(try await !instance.isMarked(at: instance.clock.now() + .days(99)))
        }
    }

    @Test func `an organisation that is closed is noted with its next job and opened for it again`() async throws {
        try await withInstance { instance in
            let ran = Gate()
            let service = instance.service { _, _ in
                ran.open()
                return .done
            }
            let runner = instance.runner { _, _ in .done }
            try await running(service) {
                try await service.willCommit(in: instance.organisation)
                try await instance.queue(after: .hours(1))
                // Not before the work that the claim has begun is through.
                try await eventually { try await instance.closes(service, runner) }

                instance.clock.advance(by: .hours(1))
                try await ran.pass()
            }
        }
    }

    @Test func `work that repeats itself is queued once`() async throws {
        try await withInstance { instance in
            let job = Job("work", about: ID<JobSubject>.random(), at: instance.clock.now(), exclusive: true)
            let commits = Mutex(0)
            instance.data.afterCommit { commits.withLock { $0 += 1 } }
            func waiting() async throws -> Int {
                try await instance.data.read { session in
                    try session.first("SELECT count(*) FROM jobs WHERE state = 'pending'") { try $0[0] } ?? 0
                }
            }

            try await job.begin(in: instance.data)
            try await job.begin(in: instance.data)
            try await instance.data.scrub()  // has its turn after the hints of the commits before

            #expect(try await waiting() == 1)
            #expect(commits.withLock { $0 } == 1)
        }
    }

    @Test func `a graceful end waits for the job that runs`() async throws {
        try await withInstance { instance in
            let (started, gate) = (Gate(), Gate())
            let ended = Mutex(false)
            let service = instance.service { _, _ in
                started.open()
                try await gate.pass()
                ended.withLock { $0 = true }
                return .done
            }
            try await instance.queue()
            let group = ServiceGroup(services: [service], logger: .silent)
            async let run: Void = group.run()
            try await service.willCommit(in: instance.organisation)
            try await started.pass()

            await group.triggerGracefulShutdown()
            gate.open()
            try await run

            #expect(ended.withLock { $0 })
            #expect(try await instance.data.read { try JobQueries.nextDue(in: $0) } == nil)
        }
    }
}
