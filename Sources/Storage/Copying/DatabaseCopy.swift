// SPDX-License-Identifier: Apache-2.0

/// Carries an organisation's rows from PostgreSQL into a SQLite file of the same schema.
struct DatabaseCopy {
    private let session: any SQLSession
    private let connection: SQLiteConnection

    init(from session: any SQLSession, to connection: SQLiteConnection) {
        self.session = session
        self.connection = connection
    }

    /// All tables in one transaction. References are checked at its end, since tables come in no particular order.
    func run() throws {
        let tables = try SQLiteSession(connection: connection).tableShapes()
        try connection.transaction("BEGIN IMMEDIATE") {
            try connection.runScript("PRAGMA defer_foreign_keys = ON")
            for table in tables {
                let insert = try connection.statement(table.insertion(ofRows: 1))
                try session.eachRow(of: table) { try insert.run($0) }
            }
        }
    }
}

extension TableShape {
    /// Takes the values of so many rows, one row after the other.
    func insertion(ofRows count: Int) -> String {
        let rows = (0..<count).map { row in
            "(" + columns.indices.map { "$\(row * columns.count + $0 + 1)" }.joined(separator: ", ") + ")"
        }
        return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES \(rows.joined(separator: ", "))"
    }
}
