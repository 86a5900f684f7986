// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing

@Suite("The committed schema")
struct SchemaSnapshotTests {
    @Test(arguments: DatabaseKind.allCases)
    func `replaying the migrations on SQLite gives exactly the committed schema`(kind: DatabaseKind) async throws {
        try await withTemporaryFile(kind) { database in
            try expectSnapshot(try await database.schemaText(), at: "Sources/Storage/schema/\(kind.rawValue).sql")
        }
    }

    @Test(arguments: DatabaseKind.allCases)
    func `replaying the migrations on PostgreSQL gives exactly the committed schema`(kind: DatabaseKind) async throws {
        try await withTemporaryTables(kind) { database in
            try expectSnapshot(
                try await database.schemaText(), at: "Sources/Storage/schema/postgresql/\(kind.rawValue).sql")
        }
    }

    @Test(arguments: DatabaseKind.allCases)
    func `both engines have the same tables and columns`(kind: DatabaseKind) async throws {
        try await withTemporaryFile(kind) { file in
            try await withTemporaryTables(kind) { tables in
                let onSQLite = try await file.read { try SchemaQueries.columns(in: $0) }
                let onPostgreSQL = try await tables.read { try SchemaQueries.columns(in: $0) }

                #expect(onSQLite == onPostgreSQL)
            }
        }
    }
}
