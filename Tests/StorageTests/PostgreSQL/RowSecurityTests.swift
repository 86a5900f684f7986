// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@Suite("What PostgreSQL itself refuses, whatever the code asks")
struct RowSecurityTests {
    private static let kinds = [DatabaseKind.data, .keys]

    @Test(arguments: kinds)
    func `no table lets another organisation's rows be read, changed, deleted or added to`(kind: DatabaseKind)
        async throws
    {
        try await withFilledTables(kind) { tables, theirs, ours in
            for table in tables {
                #expect(try await theirs.count("SELECT count(*) FROM \(table.name)") == 1, "\(table.name)")

                #expect(try await ours.count("SELECT count(*) FROM \(table.name)") == 0, "\(table.name)")
                let changed = try await ours.write { session in
                    [
                        try session.execute("UPDATE \(table.name) SET \(table.columns[0]) = \(table.columns[0])"),
                        try session.execute("DELETE FROM \(table.name)"),
                    ]
                }
                #expect(changed == [0, 0], "\(table.name)")
                await expectRefusal("row-level security", on: table.name) {
                    try await ours.write { session in
                        try session.execute(table.insert(as: "'\(theirs.id)'"))
                    }
                }
                await expectRefusal("permission denied", on: table.name) {
                    try await ours.write { try $0.execute("TRUNCATE \(table.name)") }
                }

                #expect(try await theirs.count("SELECT count(*) FROM \(table.name)") == 1, "\(table.name)")
            }
        }
    }

    @Test(arguments: kinds)
    func `no row can point to another organisation's, nor be given away to it`(kind: DatabaseKind) async throws {
        try await withFilledTables(kind) { tables, theirs, ours in
            #expect(tables.contains { $0.hasReferences })
            for table in tables {
                // The same values as theirs, so that each reference would find its row if it could be seen.
                let insert = table.insert(as: "'\(ours.id)'")
                if table.hasReferences {
                    await expectRefusal("23503", on: table.name) { try await ours.write { try $0.execute(insert) } }
                } else {
                    await expectRefusal("row-level security", on: table.name) {
                        try await ours.write { session in
                            try session.execute(insert)
                            try session.execute("UPDATE \(table.name) SET organisation_id = '\(theirs.id)'")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: kinds)
    func `with no organisation bound nothing is seen at all`(kind: DatabaseKind) async throws {
        try await withFilledTables(kind, bound: false) { tables, _, nobody in
            for table in tables {
                for statement in ["SELECT count(*) FROM \(table.name)", "DELETE FROM \(table.name)"] {
                    await #expect(throws: StorageError.self, "\(table.name)") {
                        try await nobody.write { try $0.execute(statement) }
                    }
                }
            }
        }
    }

    @Test(arguments: kinds)
    func `the account that serves can neither lift the policies nor change the schema`(kind: DatabaseKind) async throws
    {
        try await withFilledTables(kind) { tables, _, ours in
            let table = tables[0].name
            for statement in [
                "ALTER TABLE \(table) NO FORCE ROW LEVEL SECURITY", "ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY",
                "DROP POLICY own_rows ON \(table)", "DROP TABLE \(table)", "CREATE TABLE mine (id BIGINT)",
                "SET ROLE \(TestCluster.owner)", "UPDATE schema_migrations SET name = 'x'",
                "UPDATE installation SET mark = 'x'",
            ] {
                await expectRefusal("42501", on: statement) { try await ours.write { try $0.execute(statement) } }
            }
            await expectRefusal("42501", on: "row_security") {
                try await ours.write { session in
                    try session.execute("SET LOCAL row_security = off")
                    try session.execute("SELECT count(*) FROM \(table)")
                }
            }
        }
    }

    @Test(arguments: kinds)
    func `every table is under forced row security, and every key and index is led by the organisation`(
        kind: DatabaseKind
    ) async throws {
        let name = try TestCluster.data.makeDatabase(kind)
        defer { TestCluster.data.drop(name) }

        let own = "relname NOT IN ('schema_migrations', 'installation')"
        let unprotected = try TestCluster.data.count(
            """
            SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace) AND \(own)
                AND NOT (relrowsecurity AND relforcerowsecurity)
            """, in: name)
        let unled = try TestCluster.data.count(
            """
            SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
            WHERE c.relnamespace = CAST('public' AS regnamespace) AND \(own) AND a.attname <> 'organisation_id'
            """, in: name)

        #expect(unprotected == 0)
        #expect(unled == 0)
    }

    @Test func `a server refuses to start as somebody whom no policy binds`() async throws {
        let name = try TestCluster.data.makeDatabase(.data)
        defer { TestCluster.data.drop(name) }
        let settings = try TestCluster.data.settings(everywhere: name)
        let asOwner = settings.data.as(user: TestCluster.owner, password: nil)

        #expect(throws: InstallationProblem.powerfulRole(user: TestCluster.owner, database: "\(asOwner)")) {
            try PostgreSQLStore(
                .data, in: PostgreSQLSettings(data: asOwner, keys: asOwner, control: asOwner, owner: nil),
                clock: FixedWallClock(.testTime))
        }
    }

    private func expectRefusal<Result>(
        _ words: String, on what: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Result
    ) async {
        let error = await #expect(throws: StorageError.self, "\(what)", sourceLocation: sourceLocation) {
            _ = try await body()
        }
        let told = "\(error.map { "\($0)" } ?? "")"
        #expect(told.contains(words), "\(what): \(told)", sourceLocation: sourceLocation)
    }
}
