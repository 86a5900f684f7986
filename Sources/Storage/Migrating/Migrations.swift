// SPDX-License-Identifier: Apache-2.0

import Values

/// Brings a database to the schema of this program: forward only, each step in a transaction of its own.
///
/// Numbers may have gaps, and a gap may be filled later: what a database has not applied yet is applied, in order.
struct Migrations {
    private let steps: [Migration]
    private let now: Instant

    init(_ steps: [Migration], at now: Instant) {
        self.steps = steps
        self.now = now
    }

    func apply(on connection: SQLiteConnection) throws {
        try connection.runScript(Self.ownTable)
        let session = SQLiteSession(connection: connection)
        for step in try steps.missing(in: try session.appliedMigrations()) {
            try apply(step, on: connection)
        }
    }

    private func apply(_ step: Migration, on connection: SQLiteConnection) throws {
        let session = SQLiteSession(connection: connection)
        do {
            try connection.transaction("BEGIN IMMEDIATE") {
                // Another process may have been first: `migrate` beside a server that starts.
                guard try !session.appliedMigrations().contains(where: { $0.number == step.number }) else { return }
                for statement in step.statementsForSQLite { try connection.runScript(statement) }
                try session.recordMigration(step, at: now)
            }
        } catch let error as StorageError {
            throw MigrationError.failed(number: step.number, name: step.name, error)
        }
    }

    private static let ownTable = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            digest BLOB NOT NULL,
            applied_at INTEGER NOT NULL,
            -- The step a program must know to use this database; nothing when any program may.
            needs INTEGER
        ) STRICT, WITHOUT ROWID
        """
}
