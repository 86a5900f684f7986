// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import TestKit
import Testing
import Values

@Suite("When PostgreSQL goes away")
struct LostConnectionTests {
    private static let schema = """
        CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL);
        CREATE TABLE entries (id BLOB NOT NULL PRIMARY KEY);
        """

    /// What writers were told.
    private final class Tally: Sendable {
        private let counts = Mutex((acknowledged: 0, unknown: 0))
        private let done = Mutex(false)

        var acknowledged: Int { counts.withLock { $0.acknowledged } }
        var unknown: Int { counts.withLock { $0.unknown } }
        var isOver: Bool { done.withLock { $0 } }

        func finish() { done.withLock { $0 = true } }
        func acknowledge() { counts.withLock { $0.acknowledged += 1 } }
        func doubt() { counts.withLock { $0.unknown += 1 } }
    }

    @Test(.timeLimit(.minutes(10)))
    func `connections cut again and again under load lose and double nothing that was acknowledged`() async throws {
        try await withTemporaryStore(schema: Self.schema) { store, name in
            try await withWriters(on: store.database(of: .random())) { tally in
                for round in 1...30 {
                    try await eventually { tally.acknowledged >= round * 5 }
                    try TestCluster.data.administer(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)' AND pid <> pg_backend_pid()"
                    )
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a server that crashes and comes back under load loses and doubles nothing`() async throws {
        let cluster = try TestCluster.start()
        try await withTemporaryStore(schema: Self.schema, in: cluster) { store, _ in
            try await withWriters(on: store.database(of: .random())) { tally in
                for round in 1...3 {
                    try await eventually { tally.acknowledged >= round * 20 }
                    try cluster.stopServer("immediate")
                    try cluster.startServer()
                }
            }
        }
        try cluster.stopServer("immediate")
    }

    @Test(.timeLimit(.minutes(10)))
    func `a server that stays away is told as such`() async throws {
        let cluster = try TestCluster.start()
        try await withTemporaryStore(schema: Self.schema, in: cluster) { store, _ in
            let database = store.database(of: .random())
            try cluster.stopServer("immediate")

            do {
                try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('a', 1)") }
                Issue.record("a write went through without a server")
            } catch StorageError.unreachable {
                // As it should be.
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a commit whose answer was lost is recognised and not made twice`() async throws {
        let cluster = try TestCluster.start()
        try await withTemporaryStore(schema: Self.schema, in: cluster) { store, _ in
            let database = store.database(of: .random())
            try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('sum', 0)") }
            // A server that waits for a standby has committed already and only does not answer yet.
            try cluster.administer(
                "ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()")
            let runs = Mutex(0)
            let writer = Task {
                try await database.write { session in
                    runs.withLock { $0 += 1 }
                    try session.execute("UPDATE counters SET value = value + 1")
                }
            }
            let waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            try await eventually { try cluster.count("SELECT count(*) \(waiting)") == 1 }

            try cluster.administer(
                "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_terminate_backend(pid) \(waiting)",
                "SELECT pg_reload_conf()")

            _ = try await writer.value
            #expect(runs.withLock { $0 } == 1)
            let sum = try await database.count("SELECT value FROM counters")
            #expect(sum == 1)
        }
        try cluster.stopServer("immediate")
    }

    /// Lets six writers count in one row and add rows of their own while `trouble` goes on, then compares.
    private func withWriters(
        on database: PostgreSQLDatabase, _ trouble: (Tally) async throws -> Void
    ) async throws {
        try await database.write { try $0.execute("INSERT INTO counters (name, value) VALUES ('sum', 0)") }
        let tally = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    while !tally.isOver {
                        let id = ID<Tally>.random()
                        do {
                            try await database.write { session in
                                try session.execute("UPDATE counters SET value = value + 1 WHERE name = 'sum'")
                                try session.execute("INSERT INTO entries (id) VALUES ($1)", id)
                            }
                            tally.acknowledge()
                        } catch StorageError.outcomeUnknown {
                            tally.doubt()
                        }
                    }
                }
            }
            try await trouble(tally)
            tally.finish()
            try await group.waitForAll()
        }
        let sum = try await database.count("SELECT value FROM counters")
        let entries = try await database.count("SELECT count(*) FROM entries")
        #expect(sum == entries)
        #expect((tally.acknowledged...(tally.acknowledged + tally.unknown)).contains(sum))
    }
}
