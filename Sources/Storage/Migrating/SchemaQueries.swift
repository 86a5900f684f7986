// SPDX-License-Identifier: Apache-2.0

/// What tables and columns a database really has.
package enum SchemaQueries {
    /// Column names by table, without what the engine or Storage itself keeps there.
    package static func columns(in session: any SQLSession) throws -> [String: Set<String>] {
        let rows: [(table: String, column: String)] = try session.query(session.columnStatement) { row in
            (try row[0], try row[1])
        }
        return rows.reduce(into: [:]) { $0[$1.table, default: []].insert($1.column) }
    }
}

extension SQLSession {
    fileprivate var columnStatement: String {
        switch engine {
        case .sqlite:
            """
            SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """
        case .postgreSQL:
            // The organisation, a UUID, is Storage's own; the control store has columns of the same name that are not.
            """
            SELECT CAST(table_name AS text), CAST(column_name AS text) FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'installation'
                AND NOT (column_name = 'organisation_id' AND data_type = 'uuid')
            """
        }
    }
}
