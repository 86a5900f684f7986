// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
import TestKit
import Testing
import Values

@testable import Backup

@Suite("A store that was backed up and built again")
struct StoreRoundTripTests {
    let target = MemoryTarget()
    let secret = BackupSecret(SymmetricKey(size: .bits256))
    let clock = FixedWallClock(.testTime)

    func repository() async throws -> Repository {
        try await .openOrBegin(at: target, .data, secret: secret, installation: "one", clock: clock)
    }

    func backUp(_ database: any Database, _ kind: DatabaseKind, of organisation: OrganisationID?) async throws
        -> Manifest
    {
        let writer = try await SnapshotWriter(to: repository())
        try await writer.add(database, kind, of: organisation)
        return try await writer.publish { stores in
            Manifest(
                run: "run", takenAt: clock.now(), installation: "one", engine: "any", contents: .data, rootProof: "",
                stores: stores,
                secrets: [])
        }
    }

    /// A job and the outbox event about it: enough of each type of column.
    func fill(_ database: any Database, rows: Int) async throws {
        try await database.write { session in
            for row in 0..<rows {
                let id =
                    ID<Manifest>(bytes: (0..<16).map { UInt8(truncatingIfNeeded: row >> (8 * ($0 % 2))) }) ?? .random()
                try session.execute(
                    "INSERT INTO outbox (id, kind, subject, created_at, sequence) VALUES ($1, $2, $1, $3, $4)",
                    SQLValue.blob(id.bytes), SQLValue.text("ordered, \"quoted\" \(row)"), SQLValue.integer(Int64(row)),
                    row.isMultiple(of: 3) ? SQLValue.null : .integer(Int64(row)))
            }
        }
    }

    @Test func `rows of either engine come back in a file with the same digests`() async throws {
        try await withTemporaryDatabase(.data) { database in
            try await fill(database, rows: 200)
            let manifest = try await backUp(database, .data, of: .random())
            try await withTemporaryDirectory { folder in
                let file = folder.appending(path: "data.sqlite")

                try await repository().build(manifest.stores[0], at: file, clock: clock)

                let built = try SQLiteDatabase.open(.data, at: file, clock: clock)
                let again = try await backUp(built, .data, of: manifest.stores[0].organisationID)
                #expect(again.stores == manifest.stores, "read again it is the same, chunk for chunk")
                #expect(again.rows == 200)
                await built.close()
            }
        }
    }

    @Test func `an installation placed from files is read by its engine as it was backed up`() async throws {
        let mark = UUID()
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("shop")
            let stores = try instance.databases.open(organisation.id)
            try await fill(stores.data, rows: 450)
            let control = try await backUp(instance.control.database, .control, of: nil)
            let data = try await backUp(stores.data, .data, of: organisation.id)
            let keys = try await backUp(stores.keys, .keys, of: organisation.id)

            try await withTemporaryPaths { paths in
                let placement = try StorePlacement(at: paths, installation: mark, clock: clock)
                try placement.begin()
                let file = paths.secrets.appending(path: "building.sqlite")
                for (manifest, kind) in [(control, DatabaseKind.control), (data, .data), (keys, .keys)] {
                    try await repository().build(manifest.stores[0], at: file, clock: clock)
                    try await placement.place(file, as: kind, of: manifest.stores[0].organisationID)
                }
                try placement.finish()

                let placed = try ControlStore.forTests(at: paths, clock: clock)
                let databases = OrganisationDatabases(at: paths, clock: clock)
                #expect(try await placed.organisations() == [organisation])
                let again = try await backUp(databases.open(organisation.id).data, .data, of: organisation.id)
                #expect(again.stores[0].tables == data.stores[0].tables)
                await databases.close()
                await placed.close()
                #expect(throws: InstallationNotEmpty.self) {
                    try StorePlacement(at: paths, installation: mark, clock: clock)
                }
            }
        }
    }

    @Test func `rows of an older schema are brought to this program's`() async throws {
        let all = try Migration.bundled(for: .control)
        try await withTemporaryDirectory { folder in
            let old = try SQLiteDatabase.open(
                .control, at: folder.appending(path: "old.sqlite"), migrations: [all[0]], clock: clock)
            try await old.write {
                try $0.execute("INSERT INTO businesses (slug, name, registered_at) VALUES ('shop', 'Shop', 1)")
            }
            let manifest = try await backUp(old, .control, of: nil)
            await old.close()
            let file = folder.appending(path: "new.sqlite")

            try await repository().build(manifest.stores[0], at: file, clock: clock)

            let new = try SQLiteDatabase.open(.control, at: file, clock: clock)
            let found = try await new.read { session in
                (
                    try session.appliedMigrationNumbers(),
                    try session.query("SELECT slug FROM businesses") { try $0[0] as String }
                )
            }
            #expect(found.0 == all.map(\.number))
            #expect(found.1 == ["shop"])
            await new.close()
        }
    }

    @Test func `rows of a newer program are refused`() async throws {
        let record = StoreRecord(kind: "control", organisation: nil, schema: [1, 9999], tables: [], chunks: [])
        try await withTemporaryDirectory { folder in
            await #expect(throws: MigrationError.databaseIsNewer(number: 9999, name: "of a backup")) {
                try await repository().build(record, at: folder.appending(path: "new.sqlite"), clock: clock)
            }
        }
    }
}
