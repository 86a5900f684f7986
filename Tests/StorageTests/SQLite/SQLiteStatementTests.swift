// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@Suite("Running statements on SQLite")
struct SQLiteStatementTests {
    private static let schema = """
        CREATE TABLE things (
            id INTEGER NOT NULL PRIMARY KEY,
            name TEXT UNIQUE,
            weight REAL,
            body BLOB,
            parent INTEGER REFERENCES things (id)
        );
        """

    @Test func `parameters are bound by their number, in any order and repeated`() async throws {
        try await withTemporaryFile(schema: "") { database in
            let row = try await database.read { session in
                try session.first("SELECT $2, $1, $2, '$1', 1 AS \"$3\" -- $4", "one", 2) { row in
                    (try row[0] as Int, try row[1] as String, try row[2] as Int, try row[3] as String)
                }
            }

            #expect(try #require(row) == (2, "one", 2, "$1"))
        }
    }

    @Test func `values of every type come back as they were`() async throws {
        let id = ID<SQLiteStatementTests>.random()
        try await withTemporaryFile(schema: "") { database in
            try await database.expectUnchanged(Int64.min)
            try await database.expectUnchanged(true)
            try await database.expectUnchanged(0.1)
            try await database.expectUnchanged("")
            try await database.expectUnchanged("Phở, đường dài hơn mười lăm byte 🍜")
            try await database.expectUnchanged([UInt8]())
            try await database.expectUnchanged([0, 255, 39] as [UInt8])
            try await database.expectUnchanged(id)
            try await database.expectUnchanged(Instant.testTime)
            try await database.expectUnchanged(Currency.vnd)
            try await database.expectUnchanged(String?.none)
            try await database.expectUnchanged(String?.some("here"))
        }
    }

    @Test func `a column refuses what its type does not allow`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            let refusal = StorageError.constraintViolation("cannot store TEXT value in INTEGER column things.id")

            await #expect(throws: refusal) {
                try await database.write { try $0.execute("INSERT INTO things (id) VALUES ($1)", "seven") }
            }
        }
    }

    @Test func `a value taken twice is a unique violation`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            try await database.write { try $0.execute("INSERT INTO things (id, name) VALUES (1, 'boat')") }

            for statement in ["(1, 'other')", "(2, 'boat')"] {
                await #expect(throws: StorageError.uniqueViolation) {
                    try await database.write { try $0.execute("INSERT INTO things (id, name) VALUES \(statement)") }
                }
            }
        }
    }

    @Test func `a row that points nowhere is a constraint violation`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            await #expect(throws: StorageError.constraintViolation("FOREIGN KEY constraint failed")) {
                try await database.write { try $0.execute("INSERT INTO things (id, parent) VALUES (1, 99)") }
            }
        }
    }

    @Test func `the number of changed rows is that of this statement alone`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            let counts = try await database.write { session in
                [
                    try session.execute("INSERT INTO things (id, weight) VALUES (1, 1.5), (2, 2.5)"),
                    try session.execute("UPDATE things SET name = 'x' WHERE id = 99"),
                    try session.execute("SELECT 1"),
                    try session.execute("DELETE FROM things"),
                ]
            }

            #expect(counts == [2, 0, 0, 2])
        }
    }

    @Test func `a statement may run inside the reading of its own rows`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            let pairs = try await database.write { session in
                try session.execute("INSERT INTO things (id) VALUES (1), (2)")
                let all = "SELECT id FROM things ORDER BY id"
                return try session.query(all) { outer in
                    let first: Int = try outer[0]
                    return try session.query(all) { inner in first * 10 + (try inner[0] as Int) }
                }.flatMap { $0 }
            }

            #expect(pairs == [11, 12, 21, 22])
        }
    }

    @Test func `more statements than are kept prepared can be run again and again`() async throws {
        try await withTemporaryFile(schema: "") { database in
            let sums = try await database.read { session in
                try (0..<600).flatMap { number in
                    try session.query("SELECT \(number % 300) + $1", 1) { try $0[0] as Int }
                }
            }

            #expect(sums == (0..<600).map { $0 % 300 + 1 })
        }
    }

    @Test(arguments: ["SELECT 1; SELECT 2", "", "-- nothing", "SELECT $1", "SELEC 1"])
    func `a statement that cannot be meant is refused`(sql: String) async throws {
        try await withTemporaryFile(schema: "") { database in
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute(sql) }
            }
        }
    }

    @Test func `reading cannot change anything`() async throws {
        try await withTemporaryFile(schema: Self.schema) { database in
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute("INSERT INTO things (id) VALUES (1)") }
            }
        }
    }
}

extension SQLiteDatabase {
    fileprivate func expectUnchanged<Value: SQLEncodable & SQLDecodable & Equatable & Sendable>(
        _ value: Value, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let values: [Value] = try await read { session in
            try session.query("SELECT $1", value) { row in try row[0] }
        }
        #expect(values == [value], sourceLocation: sourceLocation)
    }
}
