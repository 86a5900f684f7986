// SPDX-License-Identifier: Apache-2.0

extension PostgreSQLDatabase {
    /// The schema as the database itself tells it: what `Sources/Storage/schema/postgresql` records.
    package func schemaText() async throws -> String {
        let header = "-- What the migrations of this file's name add up to. Written by `make snapshots`.\n"
        return try await read { session in
            try session.postgreSQLTables().reduce(into: header) { text, table in
                text += "\nCREATE TABLE \(table) (\n    "
                text += try session.postgreSQLParts(of: table).joined(separator: ",\n    ") + "\n);\n"
                for statement in try session.postgreSQLAdditions(to: table) { text += "\n\(statement);\n" }
            }
        }
    }
}

extension SQLSession {
    fileprivate func postgreSQLTables() throws -> [String] {
        try query(
            """
            SELECT CAST(relname AS text) FROM pg_class
            WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace) ORDER BY relname
            """
        ) { try $0[0] }
    }

    /// Columns in their order, then constraints.
    fileprivate func postgreSQLParts(of table: String) throws -> [String] {
        let columns: [String] = try query(
            """
            SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = CAST($1 AS regclass) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """, table
        ) { try $0[0] }
        let constraints: [String] = try query(
            """
            SELECT 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = CAST($1 AS regclass) ORDER BY contype = 'p' DESC, contype, conname
            """, table
        ) { try $0[0] }
        return columns + constraints
    }

    /// Indexes of their own, and row security with its policies.
    fileprivate func postgreSQLAdditions(to table: String) throws -> [String] {
        let indexes: [String] = try query(
            """
            SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index i
            WHERE indrelid = CAST($1 AS regclass)
                AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))
            ORDER BY definition
            """, table
        ) { try $0[0] }
        let security: [[String]] = try query(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = CAST($1 AS regclass)", table
        ) { row in
            (try row[0] ? ["ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY"] : [])
                + (try row[1] ? ["ALTER TABLE \(table) FORCE ROW LEVEL SECURITY"] : [])
        }
        let policies: [String] = try query(
            """
            SELECT 'CREATE POLICY ' || policyname || ' ON ' || tablename || ' FOR ' || cmd
                || ' USING ' || qual || ' WITH CHECK ' || with_check
            FROM pg_policies WHERE tablename = $1 ORDER BY policyname
            """, table
        ) { try $0[0] }
        return indexes + security.flatMap { $0 } + policies
    }
}
