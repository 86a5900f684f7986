// SPDX-License-Identifier: Apache-2.0

/// What tables and columns a database really has.
package enum SchemaQueries {
    /// Column names by table, without the engine's own tables.
    package static func columns(in session: any SQLSession) throws -> [String: Set<String>] {
        let rows: [(table: String, column: String)] = try session.query(
            """
            SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """
        ) { (try $0[0], try $0[1]) }
        return rows.reduce(into: [:]) { $0[$1.table, default: []].insert($1.column) }
    }
}
