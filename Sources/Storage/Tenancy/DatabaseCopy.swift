// SPDX-License-Identifier: Apache-2.0

/// Carries an organisation's rows from PostgreSQL into a SQLite file of the same schema.
struct DatabaseCopy {
    private let session: any SQLSession
    private let connection: SQLiteConnection
    private static let rowsAtATime = 1000

    init(from session: any SQLSession, to connection: SQLiteConnection) {
        self.session = session
        self.connection = connection
    }

    /// All tables in one transaction. References are checked at its end, since tables come in no particular order.
    func run() throws {
        let tables = try SchemaQueries.columns(in: SQLiteSession(connection: connection))
        try connection.transaction("BEGIN IMMEDIATE") {
            try connection.runScript("PRAGMA defer_foreign_keys = ON")
            for (table, columns) in tables where table != "schema_migrations" {
                try copy(table, columns.sorted())
            }
        }
    }

    private func copy(_ table: String, _ columns: [String]) throws {
        let list = columns.joined(separator: ", ")
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let insert = try connection.statement("INSERT INTO \(table) (\(list)) VALUES (\(places))")
        try session.execute("DECLARE rows_of_\(table) NO SCROLL CURSOR FOR SELECT \(list) FROM \(table)", [])
        while true {
            let rows = try session.query("FETCH \(Self.rowsAtATime) FROM rows_of_\(table)", []) { row in
                try columns.indices.map { try row[$0] as SQLValue }
            }
            for row in rows { try insert.run(row) }
            guard rows.count == Self.rowsAtATime else { break }
        }
        try session.execute("CLOSE rows_of_\(table)", [])
    }
}
