// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Storage
package import Values

/// Opens a migrated database of a kind, of a fresh organisation, and closes it afterwards.
///
///     try await withTemporaryDatabase(.data) { database in
///         try await database.write { try $0.insertOrder(order) }
///     }
@discardableResult
package func withTemporaryDatabase<Result>(
    _ kind: DatabaseKind, clock: any WallClock = FixedWallClock(.testTime),
    _ body: (any Database) async throws -> Result
) async throws -> Result {
    switch TestEngine.current {
    case .sqlite: try await withTemporaryFile(kind, clock: clock) { try await body($0) }
    case .postgresql: try await withTemporaryTables(kind) { try await body($0) }
    }
}

/// Opens an organisation's two databases.
@discardableResult
package func withTemporaryDatabases<Result>(
    clock: any WallClock = FixedWallClock(.testTime),
    _ body: (_ data: any Database, _ keys: any Database) async throws -> Result
) async throws -> Result {
    try await withTemporaryDatabase(.data, clock: clock) { data in
        try await withTemporaryDatabase(.keys, clock: clock) { keys in
            try await body(data, keys)
        }
    }
}

/// Opens a database whose only tables are those of `schema`, neutral DDL as in a migration.
@discardableResult
package func withTemporaryDatabase<Result>(
    schema: String, _ body: (any Database) async throws -> Result
) async throws -> Result {
    switch TestEngine.current {
    case .sqlite: try await withTemporaryFile(schema: schema) { try await body($0) }
    case .postgresql: try await withTemporaryTables(schema: schema) { try await body($0) }
    }
}

/// Opens a SQLite database in a fresh folder, whatever the engine of the run: for tests of SQLite.
@discardableResult
package func withTemporaryFile<Result>(
    _ kind: DatabaseKind, clock: any WallClock = FixedWallClock(.testTime),
    _ body: (SQLiteDatabase) async throws -> Result
) async throws -> Result {
    try await withTemporaryDirectory { folder in
        let file = folder.appending(path: "\(kind.rawValue).sqlite")
        let database = try SQLiteDatabase.open(kind, at: file, clock: clock)
        let result = try await body(database)
        await database.close()
        return result
    }
}

@discardableResult
package func withTemporaryFile<Result>(
    schema: String, _ body: (SQLiteDatabase) async throws -> Result
) async throws -> Result {
    try await withTemporaryDirectory { folder in
        let database = try SQLiteDatabase.open(
            .data, at: folder.appending(path: "test.sqlite"),
            migrations: [Migration(number: 1, name: "test", sql: schema)], clock: FixedWallClock(.testTime))
        let result = try await body(database)
        await database.close()
        return result
    }
}

extension Instant {
    /// 2026-03-01 08:00:00 UTC: when tests happen unless they say otherwise.
    package static let testTime = Instant(milliseconds: 1_772_352_000_000)
}
