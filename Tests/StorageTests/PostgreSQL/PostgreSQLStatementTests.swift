// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@Suite("Running statements on PostgreSQL")
struct PostgreSQLStatementTests {
    private static let schema = """
        CREATE TABLE things (
            id INTEGER NOT NULL PRIMARY KEY,
            name TEXT UNIQUE,
            weight REAL,
            body BLOB,
            parent INTEGER REFERENCES things (id)
        );
        """

    @Test func `values of every type are stored and come back as they were`() async throws {
        let id = ID<PostgreSQLStatementTests>.random()
        try await withTemporaryTables(schema: Self.schema) { database in
            try await database.expectUnchanged(Int64.min, in: "id")
            try await database.expectUnchanged(Instant.testTime, in: "id")
            try await database.expectUnchanged(0.1, in: "weight")
            try await database.expectUnchanged("", in: "name")
            try await database.expectUnchanged("Phở, đường dài hơn mười lăm byte 🍜", in: "name")
            try await database.expectUnchanged([UInt8](), in: "body")
            try await database.expectUnchanged([0, 255, 39] as [UInt8], in: "body")
            try await database.expectUnchanged(id, in: "body")
            try await database.expectUnchanged(String?.none, in: "name")
            try await database.expectUnchanged(Currency.vnd, in: "name")
        }
    }

    @Test func `a place that held NULL first takes a value of any type later`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            let values: [(SQLValue, SQLValue, SQLValue)] = [
                (.null, .null, .null), (.text("a"), .real(-1.5e300), .blob([0, 1, 255])), (.null, .null, .null),
                (.text(""), .real(0), .blob([])),
            ]
            try await database.write { session in
                for (index, value) in values.enumerated() {
                    try session.execute(
                        "INSERT INTO things (id, name, weight, body) VALUES ($1, $2, $3, $4)",
                        [.integer(Int64(index)), value.0, value.1, value.2])
                }
            }

            let found: [[SQLValue]] = try await database.read { session in
                try session.query("SELECT name, weight, body FROM things ORDER BY id") { row in
                    [try row[0], try row[1], try row[2]]
                }
            }
            #expect(found == values.map { [$0.0, $0.1, $0.2] })
        }
    }

    @Test(arguments: [
        ("sum(v)", SQLValue.integer(300)), ("sum(v * 1000000)", .integer(300_000_000)), ("sum(-v)", .integer(-300)),
        ("sum(v) - 300", .integer(0)), ("avg(v)", .real(150)), ("count(*)", .integer(2)), ("max(v) > 5", .integer(1)),
        ("CAST(0.25 AS NUMERIC)", .real(0.25)), ("CAST(12345678901234 AS NUMERIC)", .integer(12_345_678_901_234)),
        ("CAST(100000000 AS NUMERIC)", .integer(100_000_000)),
        ("CAST(-9223372036854775807 AS NUMERIC)", .integer(-.max)),
    ])
    func `sums and counts come back as on SQLite`(expression: String, expected: SQLValue) async throws {
        try await withTemporaryTables(schema: "") { database in
            let found: SQLValue? = try await database.read { session in
                try session.first("SELECT \(expression) FROM (VALUES (CAST(100 AS BIGINT)), (200)) AS t (v)") {
                    try $0[0]
                }
            }
            let isSame = found == expected || (expression == "avg(v)" && found == .integer(150))
            #expect(isSame, "\(String(describing: found))")
        }
    }

    @Test func `what a schema forbids is told in the same terms as on SQLite, and never with values`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            try await database.write { try $0.execute("INSERT INTO things (id, name) VALUES (1, 'boat')") }

            for statement in ["(1, 'other')", "(2, 'boat')"] {
                await #expect(throws: StorageError.uniqueViolation) {
                    try await database.write { try $0.execute("INSERT INTO things (id, name) VALUES \(statement)") }
                }
            }
            await #expect(throws: StorageError.constraintViolation("things.things_organisation_id_parent_fkey (23503)"))
            {
                try await database.write { try $0.execute("INSERT INTO things (id, parent) VALUES (2, 99)") }
            }
            let refusal = await #expect(throws: StorageError.self) {
                try await database.write { try $0.execute("INSERT INTO things (id, name) VALUES (2, $1)", "se\0cret") }
            }
            let told = "\(try #require(refusal))"
            #expect(!told.contains("cret"))
        }
    }

    @Test func `the number of changed rows is that of this statement alone`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
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
        try await withTemporaryTables(schema: Self.schema) { database in
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

    @Test(arguments: [false, true])
    func `more statements than are kept prepared can be run again and again`(throughPooler: Bool) async throws {
        try await withTemporaryStore(schema: Self.schema, connections: 1, throughPooler: throughPooler) { store, _ in
            let sums = try await store.database(of: .random()).read { session in
                try (0..<900).flatMap { number in
                    try session.query("SELECT \(number % 300) + $1", 1) { try $0[0] as Int }
                }
            }

            #expect(sums == (0..<900).map { $0 % 300 + 1 })
        }
    }

    @Test(arguments: ["SELECT 1; SELECT 2", "SELECT $1", "SELEC 1", "SELECT 1 FROM nowhere"])
    func `a statement that cannot be meant is refused, and the next one runs`(sql: String) async throws {
        try await withTemporaryStore(schema: "", connections: 1) { store, _ in
            let database = store.database(of: .random())
            for _ in 0..<2 {
                await #expect(throws: StorageError.self) { try await database.read { try $0.execute(sql) } }
            }
            let seven = try await database.count("SELECT 7")
            #expect(seven == 7)
        }
    }

    @Test func `reading cannot change anything`() async throws {
        try await withTemporaryTables(schema: Self.schema) { database in
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute("INSERT INTO things (id) VALUES (1)") }
            }
        }
    }
}

extension PostgreSQLDatabase {
    /// Writes the value to a column, and reads it back through the parameter as well.
    fileprivate func expectUnchanged<Value: SQLEncodable & SQLDecodable & Equatable & Sendable>(
        _ value: Value, in column: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let values: [Value] = try await write { session in
            try session.execute("DELETE FROM things")
            try session.execute(
                column == "id"
                    ? "INSERT INTO things (id) VALUES ($1)" : "INSERT INTO things (id, \(column)) VALUES (1, $1)", value
            )
            return try session.query("SELECT \(column) FROM things") { row in try row[0] }
        }
        #expect(values == [value], sourceLocation: sourceLocation)
    }
}
