// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit
import Testing
import Values

@testable import Storage

@Suite("The files of a database")
struct SQLiteFileTests {
    private static let schema = [
        Migration(number: 1, name: "secrets", sql: "CREATE TABLE secrets (id INTEGER PRIMARY KEY, body TEXT);")
    ]
    private static let marker = "marker-that-must-not-remain"

    private func open(_ file: URL, as kind: DatabaseKind = .data) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(kind, at: file, migrations: Self.schema, clock: FixedWallClock(.testTime))
    }

    @Test func `what was written is there after opening again`() async throws {
        try await withTemporaryDirectory { folder in
            let file = folder.appending(path: "a.sqlite")
            let first = try open(file)
            try await first.write { try $0.execute("INSERT INTO secrets VALUES (1, 'kept')") }
            // No close: as after a crash, the commit must be found in the log.
            let second = try open(file)

            #expect(try await second.count("SELECT count(*) FROM secrets WHERE body = 'kept'") == 1)
            await first.close()
            await second.close()
        }
    }

    @Test func `every commit is forced to disk and foreign keys are enforced`() async throws {
        try await withTemporaryFile(schema: "") { database in
            let settings = try await database.write { session in
                try ["synchronous", "foreign_keys", "temp_store"].flatMap { name in
                    try session.query("PRAGMA \(name)") { try $0[0] as Int }
                }
            }

            #expect(settings == [2, 1, 2])
        }
    }

    @Test func `only the owner may read the files`() async throws {
        try await withTemporaryDirectory { folder in
            let database = try open(folder.appending(path: "a.sqlite"))
            try await database.write { try $0.execute("INSERT INTO secrets VALUES (1, 'x')") }

            for name in ["a.sqlite", "a.sqlite-wal", "a.sqlite-shm"] {
                let path = folder.appending(path: name).path
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
            await database.close()
        }
    }

    @Test func `a deleted key is in no file once the log is emptied`() async throws {
        try await withTemporaryDirectory { folder in
            let database = try open(folder.appending(path: "keys.sqlite"), as: .keys)
            try await database.write { try $0.execute("INSERT INTO secrets VALUES (1, $1)", Self.marker) }
            try await database.scrub()
            #expect(try filesContainMarker(in: folder))

            try await database.write { try $0.execute("DELETE FROM secrets") }
            try await database.scrub()

            #expect(try !filesContainMarker(in: folder))
            await database.close()
        }
    }

    @Test func `a sound file has no damage, and a dangling row is told`() async throws {
        let tables = """
            CREATE TABLE boats (id INTEGER PRIMARY KEY);
            CREATE TABLE crews (id INTEGER PRIMARY KEY, boat INTEGER NOT NULL REFERENCES boats (id));
            """
        try await withTemporaryFile(schema: tables) { database in
            #expect(try await database.damage() == [])

            let careless = try SQLiteConnection(to: database.file, .readWrite(secureDelete: false))
            try careless.runScript("PRAGMA foreign_keys = OFF; INSERT INTO crews VALUES (1, 2)")

            #expect(try await database.damage() == ["a row of crews points to a missing row of boats"])
        }
    }

    @Test func `a closed database refuses instead of hanging`() async throws {
        try await withTemporaryFile(schema: "") { database in
            await database.close()
            await database.close()

            await #expect(throws: StorageError.closed) { try await database.read { _ in } }
            await #expect(throws: StorageError.closed) { try await database.write { _ in } }
            await #expect(throws: StorageError.closed) { try await database.scrub() }
        }
    }

    private func filesContainMarker(in folder: URL) throws -> Bool {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).contains { file in
            try Data(contentsOf: file).range(of: Data(Self.marker.utf8)) != nil
        }
    }
}
