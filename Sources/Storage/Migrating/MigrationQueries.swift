// SPDX-License-Identifier: Apache-2.0

import Values

struct AppliedMigration {
    let number: Int
    let name: String
    let digest: [UInt8]
    let needs: Int?
}

extension SQLSession {
    func appliedMigrations() throws -> [AppliedMigration] {
        try query("SELECT number, name, digest, needs FROM schema_migrations ORDER BY number") { row in
            AppliedMigration(number: try row[0], name: try row[1], digest: try row[2], needs: try row[3])
        }
    }

    func recordMigration(_ migration: Migration, at now: Instant) throws {
        try execute(
            "INSERT INTO schema_migrations (number, name, digest, applied_at, needs) VALUES ($1, $2, $3, $4, $5)",
            migration.number, migration.name, migration.digest, now, migration.needs)
    }

    /// SQLite only: its catalogue keeps every statement as it was written.
    func schemaStatements() throws -> [String] {
        try query(
            """
            SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
            ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 ELSE 1 END, name
            """
        ) { try $0[0] }
    }
}
