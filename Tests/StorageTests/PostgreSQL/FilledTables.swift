// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

/// A table of the real schema with a row of an organisation in it.
struct FilledTable: Sendable {
    let name: String
    /// Without the organisation.
    let columns: [String]
    let values: [String]
    let hasReferences: Bool

    /// The row again, as somebody's.
    func insert(as organisation: String) -> String {
        "INSERT INTO \(name) (organisation_id, \(columns.joined(separator: ", "))) "
            + "VALUES (\(organisation), \(values.joined(separator: ", ")))"
    }
}

/// An organisation's view of a database, and who it is.
struct BoundDatabase: Sendable {
    let id: OrganisationID
    let database: PostgreSQLDatabase

    func count(_ sql: String) async throws -> Int { try await database.count(sql) }

    @discardableResult
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await database.write(body)
    }
}

/// Gives `body` every table of a database with one row of the first organisation, put there by the cluster's superuser.
///
/// In this copy the tables' CHECKs are gone, so that one value for each type does for all; keys, references and policies stand.
func withFilledTables(
    _ kind: DatabaseKind, bound: Bool = true,
    _ body: ([FilledTable], _ theirs: BoundDatabase, _ ours: BoundDatabase) async throws -> Void
) async throws {
    let cluster = TestCluster.data
    let name = try cluster.makeDatabase(kind)
    defer { cluster.drop(name) }
    let store = try PostgreSQLStore(kind, in: cluster.settings(everywhere: name), clock: FixedWallClock(.testTime))
    let (theirs, ours) = (OrganisationID.random(), OrganisationID.random())

    let tables = try await filledTables(in: store.database(of: theirs))
    #expect(tables.count > 4)
    try cluster.administer(
        """
        DO $$ DECLARE c RECORD; BEGIN
            FOR c IN SELECT conrelid, conname FROM pg_constraint
                WHERE contype = 'c' AND connamespace = CAST('public' AS regnamespace)
            LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', CAST(c.conrelid AS regclass), c.conname); END LOOP;
        END $$
        """, in: name)
    for table in tables {
        // As a replica: rows may come before those they point to.
        try cluster.administer("SET session_replication_role = replica", table.insert(as: "'\(theirs)'"), in: name)
    }

    try await body(
        tables, BoundDatabase(id: theirs, database: store.database(of: theirs)),
        BoundDatabase(id: ours, database: store.database(of: bound ? ours : nil)))
    await store.close()
}

private func filledTables(in database: PostgreSQLDatabase) async throws -> [FilledTable] {
    try await database.read { session in
        let rows: [(table: String, column: String, type: String)] = try session.query(
            """
            SELECT CAST(table_name AS text), CAST(column_name AS text), CAST(data_type AS text)
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT IN ('schema_migrations', 'installation')
                AND column_name <> 'organisation_id'
            ORDER BY table_name, ordinal_position
            """
        ) { (try $0[0], try $0[1], try $0[2]) }
        let referring: Set<String> = Set(
            try session.query(
                "SELECT DISTINCT CAST(CAST(conrelid AS regclass) AS text) FROM pg_constraint WHERE contype = 'f'"
            ) { try $0[0] })
        return Dictionary(grouping: rows, by: \.table).sorted { $0.key < $1.key }.map { table, rows in
            FilledTable(
                name: table, columns: rows.map(\.column), values: rows.map { value(of: $0.type) },
                hasReferences: referring.contains(table))
        }
    }
}

private func value(of type: String) -> String {
    switch type {
    case "bigint": "1"
    case "double precision": "1.5"
    case "bytea": "'\\x00112233445566778899aabbccddeeff'"
    default: "'x'"
    }
}
