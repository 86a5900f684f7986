// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// Builds a SQLite file from rows that were read elsewhere, perhaps by an older program: the schema as it was then first,
/// then the rows, then whatever migrations have come since.
///
/// Belongs to one task.
package final class StoreBuilder {
    private let connection: SQLiteConnection
    private let migrations: [Migration]
    private let clock: any WallClock
    private let tables: [String: TableShape]

    /// - Parameters:
    ///   - schema: the numbers of the migrations the rows were written under.
    ///   - owner: the organisation the file will belong to; nil for the control store.
    ///
    /// Throws `MigrationError.databaseIsNewer` when this program does not know one of them.
    package init(
        _ kind: DatabaseKind, at file: URL, schema: [Int], owner: OrganisationID?, clock: any WallClock
    ) throws {
        migrations = try Migration.bundled(for: kind)
        self.clock = clock
        let known = Set(migrations.map(\.number))
        if let newer = schema.first(where: { !known.contains($0) }) {
            throw MigrationError.databaseIsNewer(number: newer, name: "of a backup")
        }
        try PrivateFile.createFolder(at: file.deletingLastPathComponent())
        try PrivateFile.removeDatabase(at: file)
        PrivateFile.create(at: file)
        connection = try SQLiteConnection(to: file, .readWrite(secureDelete: kind == .keys))
        if let owner { _ = try connection.belongs(to: owner) }
        let then = Set(schema)
        try Migrations(migrations.filter { then.contains($0.number) }, at: clock.now()).apply(on: connection)
        tables = Dictionary(
            uniqueKeysWithValues: try SQLiteSession(connection: connection).tableShapes().map { ($0.name, $0) })
        // Rows come table by table, in no order that references would want; they are checked at the end.
        try connection.runScript("PRAGMA foreign_keys = OFF")
    }

    /// Adds rows in a transaction of their own.
    package func insert(_ rows: [[SQLValue]], into table: String, columns: [String]) throws {
        guard let shape = tables[table], shape.columns == columns else {
            throw StoreBuildingProblem.unknownTable(table)
        }
        guard !rows.isEmpty else { return }
        let insert = try connection.statement(shape.insertion(ofRows: 1))
        try connection.transaction("BEGIN IMMEDIATE") {
            for row in rows { try insert.run(row) }
        }
    }

    /// Checks references, brings the file to this program's schema and closes it.
    package func finish() throws {
        let dangling: [String] = try SQLiteSession(connection: connection).query("PRAGMA foreign_key_check") { row in
            "a row of \(try row[0] as String) points to a missing row of \(try row[2] as String)"
        }
        if let first = dangling.first { throw StoreBuildingProblem.dangling(first) }
        try connection.runScript("PRAGMA foreign_keys = ON")
        try Migrations(migrations, at: clock.now()).apply(on: connection)
        // Without this the rows would lie in the write-ahead log, which does not move with the file.
        try connection.runScript("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    }
}

/// Rows do not make a whole store.
package enum StoreBuildingProblem: Error, CustomStringConvertible {
    case unknownTable(String)
    case dangling(String)

    package var description: String {
        switch self {
        case .unknownTable(let table): "the table \(table) is not one its schema has"
        case .dangling(let what): what
        }
    }
}
