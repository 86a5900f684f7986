// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Jobs

@Suite("Running jobs", .timeLimit(.minutes(10)))
struct JobRunnerTests {
    private struct Broken: Error, CustomStringConvertible {
        var description: String { "an@example.com could not be reached" }
    }

    private func handlers(
        _ kind: JobKind = "work", retry: RetryPolicy = .standard, timeLimit: Duration = .seconds(60),
        _ run: @escaping JobHandler
    ) -> JobHandlers {
        var handlers = JobHandlers()
        handlers.add(kind, retry: retry, timeLimit: timeLimit, run)
        return handlers
    }

    @Test func `due jobs run in the order of their times, others wait`() async throws {
        try await withJobLab { lab in
            let third = try await lab.queue("work", after: .seconds(-1))
            let first = try await lab.queue("work", after: .seconds(-60))
            let second = try await lab.queue("work", after: .seconds(-30))
            let future = try await lab.queue("work", after: .milliseconds(1))
            let runner = lab.runner(
                concurrency: 1,
                handlers { subject, attempt in
                    lab.diary.add(subject, attempt)
                    return .done
                })

            try await runner.drain()

            #expect(lab.diary.runs.map(\.subject) == [first, second, third].map(\.subject))
            #expect(try await lab.record(of: first)?.state == .done)
            #expect(try await lab.record(of: future)?.state == .pending)
            #expect(try await runner.nextDue() == .testTime + .milliseconds(1))
        }
    }

    @Test func `two servers share the work and do none of it twice`() async throws {
        try await withJobLab { lab in
            var subjects: Set<ID<JobSubject>> = []
            for _ in 0..<60 { subjects.insert(try await lab.queue("work").subject) }
            let handlers = handlers { subject, attempt in
                lab.diary.add(subject, attempt)
                return .done
            }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 { group.addTask { try await lab.runner(handlers).drain() } }
                try await group.waitForAll()
            }

            #expect(lab.diary.runs.count == 60)
            #expect(Set(lab.diary.runs.map(\.subject)) == subjects)
        }
    }

    @Test func `a failing job waits twice as long each time, and is given up aloud`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            let retry = RetryPolicy(first: .seconds(10), longest: .seconds(35), failures: 5)
            let runner = lab.runner(
                handlers(retry: retry) { subject, attempt in
                    lab.diary.add(subject, attempt)
                    throw Broken()
                })

            var waits: [Duration] = []
            while try await lab.record(of: job)?.state == .pending, waits.count < 10 {
                try await runner.drain()
                guard let next = try await runner.nextDue() else { break }
                waits.append(next - lab.clock.now())
                lab.clock.advance(by: waits.last ?? .zero)
            }

            #expect(waits == [.seconds(10), .seconds(20), .seconds(35), .seconds(35)])
            #expect(lab.diary.runs.map(\.attempt) == [1, 2, 3, 4, 5])
            #expect(lab.diary.dead.map(\.id) == [job.id])
            #expect(lab.diary.dead.first?.reason == "Broken")
            #expect(try await lab.notedDeaths() == [job.id.cast()])
            let record = try #require(try await lab.record(of: job))
            #expect((record.state, record.failures, record.lastError) == (.dead, 5, "Broken"))
        }
    }

    @Test func `asking for another try is no failure and ends the count of failures`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            let retry = RetryPolicy(first: .seconds(1), longest: .seconds(1), failures: 2)
            let runner = lab.runner(
                handlers(retry: retry) { subject, attempt in
                    lab.diary.add(subject, attempt)
                    if attempt == 9 { return .done }
                    if attempt.isMultiple(of: 2) { throw Broken() }
                    return .retry(after: .seconds(7))
                })

            for _ in 0..<9 {
                try await runner.drain()
                lab.clock.advance(by: .seconds(7))
            }

            #expect(lab.diary.runs.count == 9)
            #expect(lab.diary.dead.isEmpty)
            #expect(try await lab.record(of: job)?.state == .done)
        }
    }

    @Test func `a job its handler gives up is dead at once, and can be revived`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            let runner = lab.runner(handlers { _, attempt in attempt == 1 ? .giveUp("no-such-order") : .done })

            try await runner.drain()

            #expect(lab.diary.dead.map(\.reason) == ["no-such-order"])
            #expect(try await lab.record(of: job)?.lastError == "no-such-order")
            let isRevived = try await lab.database.write { try JobQueries.revive(job.id, at: .testTime, in: $0) }
            #expect(isRevived)
            try await runner.drain()
            #expect(try await lab.record(of: job)?.state == .done)
            #expect(try await lab.database.write { try JobQueries.revive(job.id, at: .testTime, in: $0) } == false)
        }
    }

    @Test func `a job lost in a crash runs again once its lease has ended`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            _ = try await lab.lease()
            let runner = lab.runner(
                handlers { subject, attempt in
                    lab.diary.add(subject, attempt)
                    return .done
                })

            try await runner.drain()
            #expect(lab.diary.runs.isEmpty)
            lab.clock.advance(by: .seconds(30))
            try await runner.drain()

            #expect(lab.diary.runs == [.init(subject: job.subject, attempt: 2)])
            #expect(try await lab.record(of: job)?.state == .done)
        }
    }

    @Test func `a job that is lost each time is given up before it runs again`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            for _ in 0..<3 {
                _ = try await lab.lease()
                lab.clock.advance(by: .seconds(30))
            }
            let retry = RetryPolicy(first: .seconds(1), longest: .seconds(1), failures: 3)
            let runner = lab.runner(
                handlers(retry: retry) { subject, attempt in
                    lab.diary.add(subject, attempt)
                    return .done
                })

            try await runner.drain()

            #expect(lab.diary.runs.isEmpty)
            #expect(lab.diary.dead.map(\.reason) == ["lost-too-often"])
            #expect(try await lab.record(of: job)?.state == .dead)
        }
    }

    @Test func `a handler that takes too long is cancelled and tried again`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            let runner = lab.runner(
                handlers(timeLimit: .milliseconds(20)) { _, _ in
                    try await Gate().pass()
                    return .done
                })

            try await runner.drain()

            let record = try #require(try await lab.record(of: job))
            #expect((record.state, record.failures, record.lastError) == (.pending, 1, "timed-out"))
        }
    }

    @Test func `a job of an unknown kind waits for a program that knows it`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("tomorrow")

            try await lab.runner(handlers { _, _ in .done }).drain()
            #expect(try await lab.record(of: job)?.lastError == "no-handler")
            lab.clock.advance(by: .seconds(1))
            try await lab.runner(handlers("tomorrow") { _, _ in .done }).drain()

            #expect(try await lab.record(of: job)?.state == .done)
        }
    }

    @Test func `many jobs run once each, and no more at a time than allowed`() async throws {
        try await withJobLab { lab in
            let jobs = (0..<300).map { _ in Job("work", about: ID<JobSubject>.random(), at: .testTime) }
            try await lab.database.write { for job in jobs { try job.insert(in: $0) } }
            let crowd = Mutex((now: 0, most: 0))
            let handlers = handlers { subject, attempt in
                crowd.withLock { crowd in
                    crowd.now += 1
                    crowd.most = max(crowd.most, crowd.now)
                }
                await Task.yield()
                lab.diary.add(subject, attempt)
                crowd.withLock { $0.now -= 1 }
                return .done
            }

            let (one, other) = (lab.runner(concurrency: 5, handlers), lab.runner(concurrency: 5, handlers))
            async let first: Void = one.drain()
            async let second: Void = other.drain()
            _ = try await (first, second)

            #expect(lab.diary.runs.count == 300)
            #expect(Set(lab.diary.runs.map(\.subject)) == Set(jobs.map(\.subject)))
            #expect(crowd.withLock { $0.most } <= 10)
        }
    }

    @Test func `a slow job holds up no job that comes after it`() async throws {
        try await withJobLab { lab in
            let (slowGate, quickGate) = (Gate(), Gate())
            var handlers = JobHandlers()
            handlers.add("slow") { _, _ in
                try await slowGate.pass()
                return .done
            }
            handlers.add("quick") { _, _ in
                quickGate.open()
                return .done
            }
            let runner = lab.runner(handlers)
            let slow = try await lab.queue("slow")
            async let drained: Void = runner.drain()

            try await lab.queue("quick")
            runner.wake()
            try await quickGate.pass()

            #expect(try await lab.record(of: slow)?.state != .done)
            slowGate.open()
            try await drained
            #expect(try await lab.record(of: slow)?.state == .done)
        }
    }

    @Test func `a job running here is not leased again when the clock jumps`() async throws {
        try await withJobLab { lab in
            let (started, gate) = (Gate(), Gate())
            let job = try await lab.queue("work")
            let runner = lab.runner(
                handlers { subject, attempt in
                    lab.diary.add(subject, attempt)
                    started.open()
                    try await gate.pass()
                    return .done
                })
            async let drained: Void = runner.drain()
            try await started.pass()

            lab.clock.advance(by: .days(2))
            runner.wake()
            gate.open()
            try await drained

            #expect(lab.diary.runs.count == 1)
            #expect(try await lab.record(of: job)?.state == .done)
        }
    }

    @Test func `a stopped runner finishes what runs and starts nothing`() async throws {
        try await withJobLab { lab in
            let (started, gate) = (Gate(), Gate())
            let running = try await lab.queue("work")
            let runner = lab.runner(
                handlers { _, _ in
                    started.open()
                    try await gate.pass()
                    return .done
                })
            async let drained: Void = runner.drain()
            try await started.pass()

            runner.stop()
            let waiting = try await lab.queue("work")
            gate.open()
            try await drained

            #expect(try await lab.record(of: running)?.state == .done)
            #expect(try await lab.record(of: waiting)?.state == .pending)
        }
    }
}

@Suite("Waiting between tries")
struct RetryPolicyTests {
    @Test func `waits double up to the longest and are shortened by at most half`() {
        let policy = RetryPolicy(first: .seconds(1), longest: .hours(1), failures: 20)

        #expect((1...4).map { policy.wait(after: $0, jitter: 0) } == [1, 2, 4, 8].map { .seconds($0) })
        #expect(policy.wait(after: 13, jitter: 0) == .hours(1))
        #expect(policy.wait(after: 1000, jitter: 0) == .hours(1))
        #expect(policy.wait(after: 3, jitter: 1) == .seconds(2))
        #expect(policy.wait(after: 3, jitter: 0.5) == .seconds(3))
        #expect(policy.wait(after: 0, jitter: 0) == .seconds(1))
    }
}
