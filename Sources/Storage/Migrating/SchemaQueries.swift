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

    /// The columns of each table's primary key, in its order, without the organisation.
    static func primaryKeys(in session: any SQLSession) throws -> [String: [String]] {
        let rows: [(table: String, column: String)] = try session.query(session.keyStatement) { row in
            (try row[0], try row[1])
        }
        return rows.reduce(into: [:]) { $0[$1.table, default: []].append($1.column) }
    }

    /// Which tables the rows of each table refer to. SQLite only.
    static func references(in session: any SQLSession) throws -> [String: Set<String>] {
        let rows: [(table: String, other: String)] = try session.query(
            """
            SELECT t.name, f."table" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'
            """
        ) { row in (try row[0], try row[1]) }
        return rows.reduce(into: [:]) { $0[$1.table, default: []].insert($1.other) }
    }
}

extension SQLSession {
    /// Rows after the one whose key is `last`, in the order of the primary key. SQLite only.
    func rows(of table: TableShape, after last: [SQLValue]?, limit: Int) throws -> [[SQLValue]] {
        let key = table.key.joined(separator: ", ")
        let places = last.map { "(" + $0.indices.map { "$\($0 + 1)" }.joined(separator: ", ") + ")" }
        let condition = places.map { " WHERE (\(key)) > \($0)" } ?? ""
        return try query(
            "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name)\(condition) ORDER BY \(key) LIMIT \(limit)",
            last ?? []
        ) { row in try table.columns.indices.map { try row[$0] } }
    }

    fileprivate var keyStatement: String {
        switch engine {
        case .sqlite:
            """
            SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.pk > 0 ORDER BY t.name, c.pk
            """
        case .postgreSQL:
            """
            SELECT CAST(t.relname AS text), CAST(a.attname AS text)
            FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
            WHERE i.indisprimary AND t.relnamespace = CAST('public' AS regnamespace)
                AND a.atttypid <> CAST('uuid' AS regtype)
            ORDER BY t.relname, array_position(CAST(i.indkey AS int2[]), a.attnum)
            """
        }
    }

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
