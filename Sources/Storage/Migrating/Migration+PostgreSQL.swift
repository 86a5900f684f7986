// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The statements for PostgreSQL. In a database that organisations share, every table begins with the organisation,
    /// every key and index is led by it, and row security lets nobody past it, not even the table's owner.
    ///
    /// Throws when a statement is of a kind that nobody has taught this function yet.
    func statementsForPostgreSQL(_ kind: DatabaseKind) throws -> [String] {
        let isShared = kind != .control
        return try SQLText.statements(in: sql).flatMap { statement -> [String] in
            if let table = NeutralTable(statement, ledByOrganisation: isShared) {
                return [table.statement] + (isShared ? Self.rowSecurity(on: table.name) : [])
            }
            if statement.starts(with: /CREATE\s+(UNIQUE\s+)?INDEX\b/) {
                return [isShared ? Self.ledIndex(statement) : statement]
            }
            if statement.starts(with: /DROP\s+(TABLE|INDEX)\b|ALTER\s+TABLE\s+\w+\s+(DROP|RENAME)\b/) {
                return [statement]
            }
            if let match = statement.wholeMatch(
                of: /(ALTER\s+TABLE\s+\w+\s+ADD\s+COLUMN\s+\w+\s+)(INTEGER|TEXT|BLOB|REAL)(.*)/.dotMatchesNewlines()),
                !match.3.contains(/\b(REFERENCES|UNIQUE|PRIMARY)\b/)
            {
                return ["\(match.1)\(NeutralTable.type(String(match.2)))\(match.3)"]
            }
            if let match = statement.firstMatch(of: /^UPDATE\s+(\w+)\s+SET\b/), !statement.contains(/\b(SELECT|FROM)\b/)
            {
                return isShared ? Self.ofEverybody(statement, in: String(match.1)) : [statement]
            }
            throw MigrationError.notPortable(number: number, name: name)
        }
    }

    /// The comparison stands in a sub-query so that it is evaluated once a statement and an index can use it.
    private static func rowSecurity(on table: String) -> [String] {
        let own = "organisation_id = (SELECT CAST(current_setting('sampan.organisation') AS UUID))"
        return [
            "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY",
            "CREATE POLICY own_rows ON \(table) USING (\(own)) WITH CHECK (\(own))",
        ]
    }

    /// A change of each row by itself, in the rows of all organisations: for the length of the migration's transaction, in which
    /// nobody else gets at the table, its owner is not bound by its policies.
    private static func ofEverybody(_ update: String, in table: String) -> [String] {
        ["ALTER TABLE \(table) NO FORCE ROW LEVEL SECURITY", update, "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY"]
    }

    private static func ledIndex(_ statement: String) -> String {
        guard let open = statement.firstIndex(of: "(") else { return statement }
        var led = statement
        led.insert(contentsOf: "organisation_id, ", at: led.index(after: open))
        return led
    }
}
