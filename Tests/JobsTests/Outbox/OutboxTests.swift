// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import TestKit
import Testing
import Values

@Suite("Events in the outbox")
struct OutboxTests {
    private enum Order {}
    private struct Refused: Error {}

    private func event(_ kind: EventKind, seconds: Int = 0) -> OutboxEvent {
        OutboxEvent(kind, about: ID<Order>.random(), at: .testTime + .seconds(seconds))
    }

    @Test func `events become visible once numbered, in order and without gaps`() async throws {
        try await withTemporaryDatabase(.data) { database in
            let events = (0..<5).map { event("order.paid", seconds: $0) }
            try await database.write { for event in events { try event.insert(in: $0) } }

            #expect(try await database.read { try OutboxQueries.hasUnnumbered(in: $0) })
            #expect(try await database.read { try OutboxQueries.events(after: 0, in: $0) }.isEmpty)
            let numbered = try await database.write { session in
                try [2, 2, 2, 2].map { try OutboxQueries.number(limit: $0, in: session) }
            }

            #expect(numbered == [2, 2, 1, 0])
            let read = try await database.read { try OutboxQueries.events(after: 0, in: $0) }
            #expect(read.map(\.sequence) == [1, 2, 3, 4, 5])
            #expect(read.map(\.event) == events)
            #expect(try await database.read { try OutboxQueries.events(after: 3, in: $0) } == read.suffix(2))
            #expect(try await database.read { try OutboxQueries.events(after: 3, limit: 1, in: $0) } == [read[3]])
        }
    }

    @Test func `an event of a refused transaction never happened`() async throws {
        try await withTemporaryDatabase(.data) { database in
            let event = event("order.paid")

            await #expect(throws: Refused.self) {
                try await database.write { session in
                    try event.insert(in: session)
                    throw Refused()
                }
            }

            let hasUnnumbered = try await database.read { try OutboxQueries.hasUnnumbered(in: $0) }
            #expect(!hasUnnumbered)
        }
    }

    @Test func `numbers go on after old events were swept`() async throws {
        try await withTemporaryDatabase(.data) { database in
            let (old, new) = (event("order.paid"), event("order.delivered", seconds: 100))
            _ = try await database.write { session in
                try old.insert(in: session)
                return try OutboxQueries.number(limit: 10, in: session)
            }

            let swept = try await database.write {
                try OutboxQueries.deleteEvents(before: .testTime + .seconds(50), in: $0)
            }
            _ = try await database.write { session in
                try new.insert(in: session)
                return try OutboxQueries.number(limit: 10, in: session)
            }

            #expect(swept == 1)
            #expect(try await database.read { try OutboxQueries.events(after: 0, in: $0) }.map(\.sequence) == [2])
            #expect(try await database.read { try OutboxQueries.lastSequence(in: $0) } == 2)
        }
    }
}
