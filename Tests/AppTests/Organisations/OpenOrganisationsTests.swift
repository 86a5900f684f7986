// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Jobs
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import App

@Suite("Many organisations, few of them open", .timeLimit(.minutes(10)))
struct OpenOrganisationsTests {
    @Test func `whoever asks at the same time is given the same one`() async throws {
        try await withAppLab { lab in
            try await lab.serving { app in
                let organisation = try await app.join("rafts")
                let found = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
                    for _ in 0..<32 {
                        group.addTask { try await app.organisations.using(organisation) { ObjectIdentifier($0) } }
                    }
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }

                #expect(found.count == 1)
            }
        }
    }

    @Test func `the longest unused is closed, one that is used or listened to never`() async throws {
        try await withAppLab { lab in
            try await lab.serving(openOrganisations: 3) { app in
                let (used, heard) = (try await app.join("used"), try await app.join("heard"))
                let sequencer = try await app.organisations.using(heard) { $0.sequencer }
                let updates = sequencer.updates()
                try await app.organisations.using(used) { open in
                    for number in 0..<12 {
                        try await app.organisations.using(try await app.join("other-\(number)")) { _ in }
                    }
                    try await eventually { app.organisations.openCount == 3 && app.databases.openCount <= 4 }

                    try await open.data.demandAnswer()
                    let again = try await app.organisations.using(heard) { $0.sequencer }
                    #expect(again === sequencer)
                }
                withExtendedLifetime(updates) {}
            }
        }
    }

    @Test func `what was committed before the closing is numbered, and the next job is noted`() async throws {
        try await withAppLab { lab in
            try await lab.serving(openOrganisations: 1) { app in
                let organisation = try await app.join("rafts")
                let clock = lab.clock
                try await app.organisations.using(organisation) { open in
                    let entry = AuditEntry(log: .evidence, type: "thing.happened", at: clock.now())
                    try await open.data.write { try entry.insert(in: $0) }
                }
                let noted = try await app.control.nextDue()
                try await app.organisations.using(try await app.join("others")) { _ in }
                try await eventually { app.organisations.openCount == 1 }

                let data = try app.databases.open(organisation.id).data
                let state = try await data.read { try TreeQueries.state(of: .evidence, in: $0) }
                let next = try await data.read { try JobQueries.nextDue(in: $0) }
                #expect(state.size == 1)
                #expect(next != nil && noted != nil)
                let due = try await app.control.dueOrganisations(at: next ?? clock.now()).map(\.id)
                #expect(due.contains(organisation.id))
            }
        }
    }

    @Test func `one that could not be opened is tried again by the next to ask`() async throws {
        try await withAppLab { lab in
            try await lab.serving { app in
                struct NotNow: Error {}
                let own = try await app.shop()
                let open = try await app.organisations.using(own) { $0 }
                let tries = Mutex(0)
                let organisations = OpenOrganisations(
                    control: app.control,
                    make: { _ in
                        guard
                            tries.withLock({
                                $0 += 1; return $0
                            }) > 1
                        else { throw NotNow() }
                        return open
                    }, close: { _ in })

                await #expect(throws: NotNow.self) { try await organisations.using(own) { _ in } }
                try await organisations.using(own) { #expect($0 === open) }
            }
        }
    }

    @Test func `one whose work cannot be settled stays open and is closed later`() async throws {
        try await withAppLab { lab in
            try await lab.serving { app in
                struct NotNow: Error {}
                let own = try await app.shop()
                let other = try await app.join("other")
                let open = try await app.organisations.using(own) { $0 }
                let otherOpen = try await app.organisations.using(other) { $0 }
                let tries = Mutex(0)
                let organisations = OpenOrganisations(
                    control: app.control, maximum: 1, make: { $0 == own ? open : otherOpen },
                    close: { _ in
                        if tries.withLock({
                            $0 += 1; return $0
                        }) == 1 {
                            throw NotNow()
                        }
                    })

                try await organisations.using(own) { _ in }
                try await organisations.using(other) { _ in }
                try await eventually { tries.withLock { $0 } == 1 }
                try await organisations.using(own) { #expect($0 === open) }
                #expect(organisations.openCount == 2)
            }
        }
    }

    @Test func `wrong passwords are remembered while the organisation is closed`() async throws {
        let memory = SignInMemory()
        let organisation = OrganisationID.random()

        #expect(memory.attempts(in: organisation) === memory.attempts(in: organisation))
        #expect(memory.attempts(in: .random()) !== memory.attempts(in: organisation))
    }
}
