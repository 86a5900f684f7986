// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import TestKit
import Testing
import Values

@Suite("Knowing who has work")
struct DueTests {
    private let now = Instant.testTime

    @Test func `an organisation is due from its time on, the longest overdue first`() async throws {
        try await withTemporaryInstallation { instance in
            let (early, late) = (try await instance.register("early"), try await instance.register("late"))
            try await instance.control.markDue(late.id, at: now + .seconds(20))
            try await instance.control.markDue(early.id, at: now + .seconds(10))

            #expect(try await instance.control.dueOrganisations(at: now).isEmpty)
            #expect(try await instance.control.nextDue() == now + .seconds(10))
            let due = try await instance.control.dueOrganisations(at: now + .seconds(20)).map(\.id)
            #expect(due == [early.id, late.id])
        }
    }

    @Test func `only an earlier time is written`() async throws {
        try await withTemporaryInstallation(on: .sqlite) { instance in
            let organisation = try await instance.register("boats").id
            let commits = Mutex(0)
            instance.control.afterCommit { commits.withLock { $0 += 1 } }

            for seconds in [30, 30, 40, 10, 20] {
                try await instance.control.markDue(organisation, at: now + .seconds(seconds))
            }
            // The hook follows the answer; one more commit and its hook stand behind all earlier ones.
            try await instance.control.assign(host: "a.example", to: organisation)
            try await instance.control.assign(host: "b.example", to: organisation)

            #expect((3...5).contains(commits.withLock { $0 }))
            #expect(try await instance.control.nextDue() == now + .seconds(10))
        }
    }

    @Test func `finished work is rescheduled or cleared`() async throws {
        try await withTemporaryInstallation(on: .sqlite) { instance in
            let organisation = try await instance.register("boats").id
            try await instance.control.markDue(organisation, at: now)

            let first = try #require(try await instance.control.dueOrganisations(at: now).first)
            try await instance.control.reschedule(first, at: now + .seconds(60))
            #expect(try await instance.control.nextDue() == now + .seconds(60))

            let later = now + .seconds(60)
            let second = try #require(try await instance.control.dueOrganisations(at: later).first)
            try await instance.control.clearDue(second)
            #expect(try await instance.control.nextDue() == nil)
        }
    }

    @Test func `work that came in while a worker looked is not forgotten`() async throws {
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("boats").id
            try await instance.control.markDue(organisation, at: now)
            let seen = try #require(try await instance.control.dueOrganisations(at: now).first)

            try await instance.control.markDue(organisation, at: now + .seconds(5))
            try await instance.control.clearDue(seen)

            #expect(try await instance.control.dueOrganisations(at: now).map(\.id) == [organisation])
        }
    }

    @Test func `a mark after clearing is written again`() async throws {
        try await withTemporaryInstallation(on: .sqlite) { instance in
            let organisation = try await instance.register("boats").id
            for _ in 0..<2 {
                try await instance.control.markDue(organisation, at: now)
                let seen = try #require(try await instance.control.dueOrganisations(at: now).first)
                try await instance.control.clearDue(seen)
            }

            #expect(try await instance.control.dueOrganisations(at: now).isEmpty)
        }
    }

    @Test func `where servers share the index, nobody takes back a note that another may rely on`() async throws {
        try await withTwoServers { ours, theirs, organisation in
            try await theirs.markDue(organisation, at: now)
            try await ours.markDue(organisation, at: now)

            try await ours.reschedule(ours.seeing(organisation), at: now + .seconds(60))
            #expect(try await ours.dueOrganisations(at: now).map(\.id) == [organisation])
            try await theirs.clearDue(theirs.seeing(organisation))

            #expect(try await ours.dueOrganisations(at: now).isEmpty)
            #expect(try await ours.nextDue() == now + .seconds(60))
        }
    }

    @Test func `what one server claims, the others look at when its claim has run out`() async throws {
        try await withTwoServers { ours, theirs, organisation in
            try await theirs.claim([organisation], at: now)
            #expect(try await ours.dueOrganisations(at: now + .seconds(29)).isEmpty)
            #expect(try await ours.dueOrganisations(at: now + .seconds(30)).map(\.id) == [organisation])

            try await theirs.claim([organisation], at: now + .seconds(10))
            #expect(try await ours.dueOrganisations(at: now + .seconds(30)).isEmpty)

            // The other is lost; what it noted is ours from here on, and in good order gone when there is nothing left.
            try await ours.claim([organisation], at: now + .seconds(50))
            try await ours.clearDue(ours.seeing(organisation))
            #expect(try await ours.nextDue() == nil)
        }
    }

    private func withTwoServers(
        _ body: (ControlStore, ControlStore, OrganisationID) async throws -> Void
    ) async throws {
        try await withTemporaryInstallation(on: .postgresql) { instance in
            let organisation = try await instance.register("boats").id
            let other = try ControlStore.forTests(at: instance.paths, clock: FixedWallClock(now))
            try await body(instance.control, other, organisation)
            await other.close()
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `however marks and clearings cross, the last mark leaves the organisation due`() async throws {
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("boats").id
            let control = instance.control
            for round in 0..<50 {
                let instant = now + .seconds(round)
                try await control.markDue(organisation, at: instant)
                let seen = try #require(try await control.dueOrganisations(at: instant).first)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await control.clearDue(seen) }
                    group.addTask { try await control.markDue(organisation, at: instant) }
                    try await group.waitForAll()
                }

                // A clearing that came first is overwritten by the mark; one that came second must refuse.
                #expect(try await control.dueOrganisations(at: instant).count == 1)
            }
        }
    }
}
