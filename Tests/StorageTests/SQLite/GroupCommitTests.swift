// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Writing together")
struct GroupCommitTests {
    private static let schema = """
        CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL CHECK (value < 1000));
        CREATE TABLE promises (
            id INTEGER NOT NULL PRIMARY KEY,
            counter TEXT NOT NULL REFERENCES counters (name) DEFERRABLE INITIALLY DEFERRED
        );
        """

    struct Refused: Error, Equatable {
        let number: Int
    }

    @Test(.timeLimit(.minutes(10)))
    func `sixty-four writers at once lose nothing`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            try await database.write { try $0.execute("INSERT INTO counters VALUES ('sum', 0)") }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
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

            #expect(try await database.count("SELECT value FROM counters") == 640)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a failing closure takes back its own changes and nobody else's`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        do {
                            try await database.write { session in
                                try session.execute("INSERT INTO counters VALUES ($1, 1)", "\(number)")
                                if number.isMultiple(of: 2) { throw Refused(number: number) }
                            }
                            #expect(!number.isMultiple(of: 2))
                        } catch {
                            #expect(error as? Refused == Refused(number: number))
                        }
                    }
                }
            }

            let names = try await database.read { try $0.query("SELECT name FROM counters") { try $0[0] as String } }
            #expect(Set(names) == Set((0..<200).filter { !$0.isMultiple(of: 2) }.map(String.init)))
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a constraint checked only at commit fails only the closure at fault`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            try await database.write { try $0.execute("INSERT INTO counters VALUES ('real', 0)") }

            let failures = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        do {
                            try await database.write { session in
                                let name = number == 25 ? "missing" : "real"
                                try session.execute("INSERT INTO promises VALUES ($1, $2)", number, name)
                            }
                            return false
                        } catch {
                            return true
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }

            #expect(failures == 1)
            #expect(try await database.count("SELECT count(*) FROM promises") == 49)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a full disk refuses what does not fit and keeps what was there`() async throws {
        try await withTemporaryFile(schema: "CREATE TABLE blobs (id INTEGER PRIMARY KEY, body BLOB);") { database in
            try await database.write { session in
                try session.execute("INSERT INTO blobs VALUES (1, zeroblob(100))")
                _ = try session.query("PRAGMA max_page_count = 20") { _ in }
            }

            await withTaskGroup(of: Void.self) { group in
                for id in 2..<10 {
                    group.addTask {
                        await #expect(throws: StorageError.full) {
                            try await database.write { session in
                                try session.execute("INSERT INTO blobs VALUES ($1, zeroblob(1000000))", id)
                            }
                        }
                    }
                }
            }
            try await database.write { try $0.execute("INSERT INTO blobs VALUES (99, zeroblob(100))") }

            #expect(try await database.count("SELECT count(*) FROM blobs") == 2)
        }
    }

    @Test func `a reader sees one snapshot however long it reads`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            let first = Mutex<Int?>(nil)
            // The closure is synchronous, so the write in between comes from another task while this thread waits.
            let second = try await database.read { session in
                first.withLock { $0 = try? session.first("SELECT count(*) FROM counters") { try $0[0] } }
                let written = DispatchSemaphore(value: 0)
                Task {
                    try await database.write { try $0.execute("INSERT INTO counters VALUES ('new', 0)") }
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

    @Test func `listeners hear of commits that changed something, and only of those`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            let calls = Mutex(0)
            database.afterCommit { calls.withLock { $0 += 1 } }

            try await database.write { _ = try $0.query("SELECT 1") { _ in } }
            await #expect(throws: Refused.self) { try await database.write { _ in throw Refused(number: 1) } }
            try await database.settled()
            #expect(calls.withLock { $0 } == 0)

            try await database.write { try $0.execute("INSERT INTO counters VALUES ('a', 0)") }
            try await database.settled()
            #expect(calls.withLock { $0 } == 1)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `closing while others write answers everybody`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        if number == 100 { await database.close() }
                        do {
                            try await database.write { try $0.execute("INSERT INTO counters VALUES ('a', 0)") }
                            return true
                        } catch {
                            return error as? StorageError == .uniqueViolation || error as? StorageError == .closed
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }

            #expect(outcomes.count == 200 && outcomes.allSatisfy { $0 })
        }
    }
}
