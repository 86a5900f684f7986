// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Jobs

@Suite("Queueing jobs")
struct JobQueueTests {
    @Test func `a job is queued with its transaction or not at all`() async throws {
        struct Refused: Error {}
        try await withJobLab { lab in
            let job = Job("work", about: ID<JobSubject>.random(), at: .testTime)

            await #expect(throws: Refused.self) {
                try await lab.database.write { session in
                    try job.insert(in: session)
                    throw Refused()
                }
            }

            let record = try await lab.record(of: job)
            #expect(record == nil)
        }
    }

    @Test func `an exclusive job waits once, at the earliest time asked for`() async throws {
        try await withJobLab { lab in
            let subject = ID<JobSubject>.random()
            let first = try await lab.queue("poll", about: subject, after: .seconds(60), exclusive: true)

            let sooner = try await lab.queue("poll", about: subject, after: .seconds(5), exclusive: true)
            let later = try await lab.queue("poll", about: subject, after: .seconds(90), exclusive: true)

            #expect(try await lab.record(of: first)?.runAt == .testTime + .seconds(5))
            #expect(try await lab.record(of: sooner) == nil)
            #expect(try await lab.record(of: later) == nil)
        }
    }

    @Test func `other kinds, other subjects and unexclusive jobs are not held back`() async throws {
        try await withJobLab { lab in
            let subject = ID<JobSubject>.random()
            let jobs = [
                try await lab.queue("poll", about: subject, exclusive: true),
                try await lab.queue("push", about: subject, exclusive: true),
                try await lab.queue("poll", exclusive: true),
                try await lab.queue("poll", about: subject),
                try await lab.queue("poll", about: subject),
            ]

            for job in jobs { #expect(try await lab.record(of: job)?.state == .pending) }
        }
    }

    @Test func `what changes while an exclusive job runs queues another, and a retry gives way to it`() async throws {
        try await withJobLab { lab in
            let subject = ID<JobSubject>.random()
            let first = try await lab.queue("poll", about: subject, exclusive: true)
            let leased = try await lab.lease()

            let second = try await lab.queue("poll", about: subject, exclusive: true)
            try await lab.database.write {
                try LeaseQueries.postpone(leased[0], until: .testTime, failures: 1, error: "x", in: $0)
            }

            #expect(try await lab.record(of: second)?.state == .pending)
            #expect(try await lab.record(of: first) == nil)
        }
    }

    @Test func `the next time due is that of the first job or the first lease to end`() async throws {
        try await withJobLab { lab in
            let nextDue = { try await lab.database.read { try JobQueries.nextDue(in: $0) } }

            #expect(try await nextDue() == nil)
            try await lab.queue("work", after: .seconds(90))
            #expect(try await nextDue() == .testTime + .seconds(90))
            try await lab.queue("work")
            _ = try await lab.lease()
            #expect(try await nextDue() == .testTime + .seconds(30))
        }
    }

    @Test func `who comes back after the lease was lost changes nothing`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            let slow = try await lab.lease()[0]
            lab.clock.advance(by: .seconds(31))
            let second = try await lab.lease()[0]
            try await lab.database.write { try LeaseQueries.finish(second, at: .testTime, in: $0) }

            try await lab.database.write { session in
                try LeaseQueries.postpone(slow, until: .testTime, failures: 1, error: "late", in: session)
                #expect(try !LeaseQueries.bury(slow, failures: 1, error: "late", at: .testTime, in: session))
                try LeaseQueries.finish(slow, at: .testTime, in: session)
            }

            #expect(slow.attempt == 1)
            #expect(second.attempt == 2)
            let record = try #require(try await lab.record(of: job))
            #expect((record.state, record.attempts, record.lastError) == (.done, 2, nil))
        }
    }

    @Test func `finished jobs can be swept, dead ones stay`() async throws {
        try await withJobLab { lab in
            let (done, dead) = (try await lab.queue("work"), try await lab.queue("work"))
            let leased = try await lab.lease()
            try await lab.database.write { session in
                for job in leased where job.id == done.id { try LeaseQueries.finish(job, at: .testTime, in: session) }
                for job in leased where job.id == dead.id {
                    _ = try LeaseQueries.bury(job, failures: 1, error: "gone", at: .testTime, in: session)
                }
            }

            let swept = try await lab.database.write {
                try JobQueries.deleteDone(before: .testTime + .seconds(1), in: $0)
            }

            #expect(swept == 1)
            #expect(try await lab.record(of: done) == nil)
            #expect(try await lab.database.read { try JobQueries.dead(in: $0) }.map(\.id) == [dead.id])
        }
    }
}

extension JobLab {
    /// Takes all due and lost jobs for thirty seconds and runs none: what a crash leaves behind.
    func lease() async throws -> [LeasedJob] {
        let now = clock.now()
        return try await database.write { session in
            let records =
                try LeaseQueries.expired(at: now, limit: 100, in: session)
                + LeaseQueries.due(at: now, limit: 100, in: session)
            return try records.map { record in
                let job = LeasedJob(record)
                try LeaseQueries.lease(job, until: now + .seconds(30), in: session)
                return job
            }
        }
    }
}
