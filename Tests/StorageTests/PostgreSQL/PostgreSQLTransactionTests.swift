// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Storage
import Synchronization
import TestKit
import Testing
import Values

@Suite("Transactions on PostgreSQL")
struct PostgreSQLTransactionTests {
    private static let schema = """
        CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL);
        CREATE TABLE promises (
            id INTEGER NOT NULL PRIMARY KEY,
            counter TEXT NOT NULL REFERENCES counters (name) DEFERRABLE INITIALLY DEFERRED
        );
        """

    struct Refused: Error, Equatable {}

    @Test(.timeLimit(.minutes(10)))
    func `writers in each other's way lose nothing`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('sum', 0)") }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        for _ in 0..<10 {
                            try await database.write { session in
                                let value: Int? = try session.first("SELECT value FROM counters") { try $0[0] }
                                try session.execute("UPDATE counters SET value = $1", (value ?? 0) + 1)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await database.count("SELECT value FROM counters") == 320)
        }
    }

    @Test func `what a closure throws takes back its changes`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            await #expect(throws: Refused.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO counters (name, value) VALUES ('a', 0)")
                    throw Refused()
                }
            }

            let count = try await database.count("SELECT count(*) FROM counters")
            #expect(count == 0)
        }
    }

    @Test func `a failure that a closure swallows is not taken for success`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('a', 0)") }

            await #expect(throws: StorageError.uniqueViolation) {
                try await database.write { session in
                    try session.execute("INSERT INTO counters (name, value) VALUES ('b', 0)")
                    _ = try? session.execute("INSERT INTO counters (name, value) VALUES ('a', 0)")
                }
            }

            #expect(try await database.count("SELECT count(*) FROM counters") == 1)
        }
    }

    @Test func `a failed transaction is taken back even when no more statements can be kept prepared`() async throws {
        try await withTemporaryStore(schema: Self.schema, connections: 1) { store, _ in
            let database = store.database(of: .random())
            try await database.write { session in
                for number in 0..<300 { _ = try session.query("SELECT \(number)") { _ in } }
            }
            await #expect(throws: StorageError.self) { try await database.write { try $0.execute("SELEC 1") } }

            try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('a', 0)") }
            let count = try await database.count("SELECT count(*) FROM counters")
            #expect(count == 1)
        }
    }

    @Test func `what a closure makes of a refusal is what its caller gets`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            await #expect(throws: Refused.self) {
                try await database.write { session in
                    do { try session.execute("INSERT INTO promises (id) VALUES (1)") } catch { throw Refused() }
                }
            }
            try await database.write { _ in }
        }
    }

    @Test func `a constraint checked at commit fails the write`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            await #expect(throws: StorageError.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO promises (id, counter) VALUES (1, 'missing')")
                }
            }
        }
    }

    @Test func `a reader sees one snapshot however long it reads`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            let first = Mutex<Int?>(nil)
            let second = try await database.read { session in
                first.withLock { $0 = try? session.first("SELECT count(*) FROM counters") { try $0[0] } }
                let written = DispatchSemaphore(value: 0)
                Task {
                    try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('new', 0)") }
                    written.signal()
                }
                written.wait()
                return try session.first("SELECT count(*) FROM counters") { try $0[0] as Int }
            }

            #expect(first.withLock { $0 } == 0)
            #expect(second == 0)
            #expect(try await database.count("SELECT count(*) FROM counters") == 1)
        }
    }

    @Test func `two who each saw the other's row missing cannot both write`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["a", "b"] {
                    group.addTask {
                        try await database.write { session in
                            let count: Int? = try session.first("SELECT count(*) FROM counters") { try $0[0] }
                            meeting.arrive()
                            guard count == 0 else { return }
                            try session.execute("INSERT INTO counters (name, value) VALUES ($1, 0)", name)
                        }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await database.count("SELECT count(*) FROM counters") == 1)
            #expect(meeting.arrivals > 2)
        }
    }

    /// Where two who run for the first time wait for each other.
    private final class Meeting: Sendable {
        private let count = Mutex(0)
        private let both = DispatchSemaphore(value: 0)

        var arrivals: Int { count.withLock { $0 } }

        func arrive() {
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number == 2 { both.signal() }
            if number == 1 { both.wait() }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `listeners hear of commits that changed something, here and on other servers`() async throws {
        try await withTemporaryStore(schema: Self.schema) { store, name in
            let elsewhere = try PostgreSQLStore(
                .data, in: TestCluster.data.settings(everywhere: name),
                migrations: [Migration(number: 1, name: "test", sql: Self.schema)], clock: FixedWallClock(.testTime))
            let organisation = OrganisationID.random()
            let (here, there) = (store.database(of: organisation), elsewhere.database(of: organisation))
            let heardHere = Mutex(0)
            let heardThere = Mutex(0)
            here.afterCommit { heardHere.withLock { $0 += 1 } }
            there.afterCommit { heardThere.withLock { $0 += 1 } }

            try await here.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('a', 0)") }

            #expect(heardHere.withLock { $0 } >= 1)
            try await eventually { heardThere.withLock { $0 } >= 1 }
            await elsewhere.close()
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a cancelled reader stops at once and its connection serves the next`() async throws {
        try await withTemporaryStore(schema: "", connections: 1) { store, _ in
            let database = store.database(of: .random())
            let began = ContinuousClock.now
            let sleeper = Task {
                try await database.read { try $0.execute("SELECT pg_sleep(30)") }
            }
            try await eventually {
                try TestCluster.data.count("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%'")
                    > 1
            }

            sleeper.cancel()

            await #expect(throws: CancellationError.self) { _ = try await sleeper.value }
            #expect(try await database.count("SELECT 7") == 7)
            #expect(ContinuousClock.now - began < .seconds(20))
        }
    }

    @Test func `after closing every use is refused`() async throws {
        try await withTemporaryStore(schema: "") { store, _ in
            let (closed, open) = (store.database(of: .random()), store.database(of: .random()))
            await closed.close()

            await #expect(throws: StorageError.closed) { try await closed.read { _ in } }
            await #expect(throws: StorageError.closed) { try await closed.write { _ in } }
            let one = try await open.count("SELECT 1")
            #expect(one == 1)
            await store.close()
            await #expect(throws: StorageError.closed) { try await open.read { _ in } }
        }
    }
}
