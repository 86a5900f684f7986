// SPDX-License-Identifier: Apache-2.0

/// A table as a copy of it needs to know it: the same on both engines.
package struct TableShape: Hashable, Sendable {
    package let name: String
    /// In alphabetical order, which is the order of a row's values.
    package let columns: [String]
    /// The columns of the primary key, in its order.
    package let key: [String]
}

extension SQLSession {
    /// The tables of the schema by name, without Storage's own.
    package func tableShapes() throws -> [TableShape] {
        let keys = try SchemaQueries.primaryKeys(in: self)
        return try SchemaQueries.columns(in: self).filter { $0.key != "schema_migrations" }
            .map { TableShape(name: $0.key, columns: $0.value.sorted(), key: keys[$0.key] ?? []) }
            .sorted { $0.name < $1.name }
    }

    /// Calls `body` with every row in the order of the primary key; few of them are in memory at a time.
    package func eachRow(of table: TableShape, _ body: ([SQLValue]) throws -> Void) throws {
        let list = table.columns.joined(separator: ", ")
        let order = table.key.isEmpty ? "" : " ORDER BY " + table.key.joined(separator: ", ")
        let statement = "SELECT \(list) FROM \(table.name)\(order)"
        let places = table.columns.indices
        switch engine {
        case .sqlite:
            _ = try query(statement, []) { row in try body(try places.map { try row[$0] }) }
        case .postgreSQL:
            try execute("DECLARE rows_of_\(table.name) NO SCROLL CURSOR FOR \(statement)", [])
            while true {
                let count = try query("FETCH 1000 FROM rows_of_\(table.name)", []) { row in
                    try body(try places.map { try row[$0] })
                }.count
                guard count == 1000 else { break }
            }
            try execute("CLOSE rows_of_\(table.name)", [])
        }
    }

    /// The numbers of the migrations that made the schema.
    package func appliedMigrationNumbers() throws -> [Int] {
        try appliedMigrations().map(\.number)
    }
}
