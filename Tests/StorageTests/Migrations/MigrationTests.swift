// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite("Bringing a database to the program's schema")
struct MigrationTests {
    private let boats = Migration(
        number: 10, name: "boats", sql: "CREATE TABLE boats (id INTEGER NOT NULL PRIMARY KEY, name TEXT);")
    private let crews = Migration(
        number: 20, name: "crews",
        sql: """
            -- Who sails; one statement per purpose.
            CREATE TABLE crews (
                id INTEGER NOT NULL PRIMARY KEY, -- not a rowid; strict
                boat INTEGER NOT NULL REFERENCES boats (id)
            );
            CREATE INDEX crews_by_boat ON crews (boat); /* ; */
            """)

    private func open(_ migrations: [Migration], in folder: URL) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(
            .data, at: folder.appending(path: "a.sqlite"), migrations: migrations, clock: FixedWallClock(.testTime))
    }

    @Test func `every step is applied once, in order, and remembered with its time`() async throws {
        try await withTemporaryDirectory { folder in
            await (try open([boats], in: folder)).close()
            let database = try open([boats, crews], in: folder)

            let applied = try await database.read { session in
                try session.query("SELECT name, applied_at FROM schema_migrations ORDER BY number") { row in
                    "\(try row[0] as String) \(try row[1] as Instant)"
                }
            }

            #expect(applied == ["boats 2026-03-01T08:00:00Z", "crews 2026-03-01T08:00:00Z"])
            await database.close()
        }
    }

    @Test func `tables become strict and clustered on their key`() async throws {
        try await withTemporaryDirectory { folder in
            let database = try open([boats, crews], in: folder)

            let tables = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1 AND wr = 1"

            #expect(try await database.count(tables) == 3)
            await database.close()
        }
    }

    @Test func `a gap is filled later`() async throws {
        try await withTemporaryDirectory { folder in
            let late = Migration(number: 15, name: "late", sql: "CREATE TABLE late (id INTEGER PRIMARY KEY);")
            await (try open([boats, crews], in: folder)).close()
            let database = try open([boats, late, crews], in: folder)

            #expect(try await database.count("SELECT count(*) FROM schema_migrations") == 3)
            await database.close()
        }
    }

    @Test func `a released step that was edited is refused`() async throws {
        try await withTemporaryDirectory { folder in
            await (try open([boats], in: folder)).close()
            let edited = Migration(number: 10, name: "boats", sql: boats.sql + " ")

            #expect(throws: MigrationError.changed(number: 10, name: "boats")) { try open([edited], in: folder) }
        }
    }

    @Test func `a database that a newer program only added to is used`() async throws {
        try await withTemporaryDirectory { folder in
            await (try open([boats, crews], in: folder)).close()

            let database = try open([boats], in: folder)

            #expect(try await database.count("SELECT count(*) FROM boats") == 0)
            await database.close()
        }
    }

    @Test func `a database from which a newer program took away what this one uses is refused`() async throws {
        try await withTemporaryDirectory { folder in
            let sunk = Migration(number: 30, name: "sunk", sql: "-- needs 0020\nDROP TABLE boats;")
            await (try open([boats, crews, sunk], in: folder)).close()

            let error = #expect(throws: MigrationError.self) { try open([boats], in: folder) }
            let database = try open([boats, crews], in: folder)

            #expect(error == .databaseIsNewer(number: 30, name: "sunk"))
            #expect(error?.description.contains("start the newer program") == true)
            await database.close()
        }
    }

    @Test(arguments: DatabaseKind.allCases)
    func `a step that takes something away says which program can do without it`(kind: DatabaseKind) throws {
        for step in try Migration.bundled(for: kind) where step.isHarsh {
            #expect(step.saysWhatItNeeds, "\(step.name) needs a line such as \"-- needs 0120\"")
        }
    }

    @Test func `a step that fails leaves the database as it was`() async throws {
        try await withTemporaryDirectory { folder in
            let broken = Migration(
                number: 20, name: "broken", sql: "CREATE TABLE half (id INTEGER PRIMARY KEY); CREATE NONSENSE;")

            #expect(throws: MigrationError.self) { try open([boats, broken], in: folder) }

            let database = try open([boats, crews], in: folder)
            #expect(try await database.count("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0)
            await database.close()
        }
    }

    @Test(arguments: DatabaseKind.allCases)
    func `the program's own steps can be applied`(kind: DatabaseKind) async throws {
        try await withTemporaryDatabase(kind) { database in
            let applied = try await database.count("SELECT count(*) FROM schema_migrations")

            #expect(applied == (try Migration.bundled(for: kind)).count)
        }
    }
}
