// SPDX-License-Identifier: Apache-2.0

import Values

/// Brings a PostgreSQL database to the schema of this program, on a connection of the tables' owner.
///
/// Each step in a transaction of its own under a lock, so that several servers may start at once.
struct PostgreSQLMigrations {
    private let kind: DatabaseKind
    private let steps: [Migration]
    private let now: Instant

    init(_ steps: [Migration], of kind: DatabaseKind, at now: Instant) {
        self.steps = steps
        self.kind = kind
        self.now = now
    }

    /// - Parameter user: the account that serves: it may read and change rows, and nothing else.
    func apply(on connection: PostgreSQLConnection, for user: String) throws {
        try connection.transaction { connection in
            try connection.run([Self.lock] + Self.ownTables)
        }
        for step in try steps.missing(in: try Self.applied(on: connection)) {
            do {
                try connection.transaction { connection in
                    try connection.run([Self.lock])
                    // Another server may have been first.
                    guard try !Self.applied(on: connection).contains(where: { $0.number == step.number }) else {
                        return
                    }
                    try connection.run(try step.statementsForPostgreSQL(kind))
                    try record(step, on: connection)
                }
            } catch PostgreSQLError.refused(let error) {
                throw MigrationError.failed(number: step.number, name: step.name, error)
            }
        }
        try connection.transaction { connection in
            try connection.run([Self.lock] + Self.grants(to: user))
        }
    }

    /// Demands that every step has been applied, as somebody who may not apply any.
    func verify(on connection: PostgreSQLConnection) throws {
        let applied: [AppliedMigration]
        do {
            applied = try Self.applied(on: connection)
        } catch PostgreSQLError.refused {
            // There is no such table, or we may not read it.
            applied = []
        }
        if let first = try steps.missing(in: applied).first {
            throw MigrationError.databaseIsOlder(number: first.number, name: first.name)
        }
    }

    private static func applied(on connection: PostgreSQLConnection) throws -> [AppliedMigration] {
        try connection.query("SELECT number, name, digest, needs FROM schema_migrations ORDER BY number") { row in
            AppliedMigration(number: try row[0], name: try row[1], digest: try row[2], needs: try row[3])
        }
    }

    private func record(_ step: Migration, on connection: PostgreSQLConnection) throws {
        _ = try connection.trip([
            .init(
                sql:
                    "INSERT INTO schema_migrations (number, name, digest, applied_at, needs) VALUES ($1, $2, $3, $4, $5)",
                values: [
                    step.number.sqlValue, step.name.sqlValue, step.digest.sqlValue, now.sqlValue, step.needs.sqlValue,
                ])
        ])
    }

    /// Any number that nobody else takes a lock by.
    private static let lock = "SELECT pg_advisory_xact_lock(5926416)"

    private static let ownTables = [
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            digest BYTEA NOT NULL,
            applied_at BIGINT NOT NULL,
            needs BIGINT
        )
        """,
        // Which installation the database belongs to, and for what: one row.
        """
        CREATE TABLE IF NOT EXISTS installation (
            id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
            kind TEXT NOT NULL,
            mark TEXT NOT NULL
        )
        """,
    ]

    private static func grants(to user: String) -> [String] {
        let name = "\"" + user.replacing("\"", with: "\"\"") + "\""
        return [
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \(name)",
            "REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM \(name)",
            "REVOKE UPDATE, DELETE ON installation FROM \(name)",
        ]
    }
}

extension PostgreSQLConnection {
    /// Rows of a statement without parameters, outside the sessions that domains see.
    func query<Result>(_ sql: String, _ values: [SQLValue] = [], _ map: (SQLRow) throws -> Result) throws -> [Result] {
        let result = try trip([.init(sql: sql, values: values)])[0]
        return try (0..<result.rowCount).map { row in try map(SQLRow { result.value(row: row, column: $0) }) }
    }

    /// Runs `body` in a transaction; rolls back whatever it throws.
    func transaction(_ body: (PostgreSQLConnection) throws -> Void) throws {
        try run(["BEGIN"])
        do {
            try body(self)
            try run(["COMMIT"])
        } catch {
            if isUsable { try run(["ROLLBACK"]) }
            throw error
        }
    }
}
