// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite("One organisation, one database to the code")
struct OrganisationDatabasesTests {
    @Test func `an organisation is opened once however often it is asked for`() async throws {
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("boats")
            let databases = instance.databases

            let names = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
                for _ in 0..<32 {
                    group.addTask { ObjectIdentifier(try databases.open(organisation.id).data as AnyObject) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }

            #expect(names.count == 1)
        }
    }

    @Test func `what one organisation writes no other can read`() async throws {
        try await withTemporaryInstallation { instance in
            let ours = try instance.databases.open(try await instance.register("ours").id)
            let theirs = try instance.databases.open(try await instance.register("theirs").id)
            try await ours.data.write { session in
                try session.execute("INSERT INTO sequences (name, last) VALUES ('boats', 7)")
            }

            let count = "SELECT count(*) FROM sequences"
            #expect(try await ours.data.count(count) == 1)
            #expect(try await theirs.data.count(count) == 0)
        }
    }

    @Test func `the longest unused is closed, and one in use never`() async throws {
        try await withTemporaryInstallation(maximumOpen: 2, on: .sqlite) { instance in
            let kept = try instance.databases.open(try await instance.register("kept").id)
            for slug in ["a", "b", "c", "d"] { _ = try await instance.register(slug) }

            #expect(instance.databases.openCount == 2)
            try await kept.data.write { try $0.execute("CREATE TABLE still_open (id INTEGER PRIMARY KEY)") }
        }
    }

    @Test func `one that is released is closed when nobody holds it, and opened anew by the next to ask`() async throws
    {
        try await withTemporaryInstallation(on: .sqlite) { instance in
            let organisation = try await instance.register("boats").id
            var held: OrganisationStores? = try instance.databases.open(organisation)

            await instance.databases.release(organisation)
            try await held?.data.write { try $0.execute("INSERT INTO sequences (name, last) VALUES ('boats', 7)") }
            #expect(instance.databases.openCount == 1)

            held = nil
            await instance.databases.release(organisation)
            #expect(instance.databases.openCount == 0)
            let after = try instance.databases.open(organisation)
            #expect(try await after.data.count("SELECT count(*) FROM sequences") == 1)
        }
    }

    @Test func `holding more than the limit is possible and ends with the holding`() async throws {
        try await withTemporaryInstallation(maximumOpen: 2, on: .sqlite) { instance in
            var held: [OrganisationStores] = []
            for slug in ["a", "b", "c", "d"] {
                held.append(try instance.databases.open(try await instance.register(slug).id))
            }
            #expect(instance.databases.openCount == 4)

            held.removeAll()
            _ = try await instance.register("e")

            #expect(instance.databases.openCount == 2)
        }
    }

    @Test func `a lost file is reported and never made anew`() async throws {
        try await withTemporaryInstallation(maximumOpen: 1, on: .sqlite) { instance in
            let organisation = try await instance.register("boats")
            _ = try await instance.register("other")
            let file = instance.paths.keysDatabase(of: organisation.id)
            try FileManager.default.removeItem(at: file)

            let missing = InstallationProblem.databaseMissing(path: file.path)
            #expect(throws: missing) { try instance.databases.open(organisation.id) }
            await #expect(throws: missing) { try await instance.register("boats") }
        }
    }

    @Test func `a file moved to another organisation's place is refused`() async throws {
        try await withTemporaryInstallation(maximumOpen: 1, on: .sqlite) { instance in
            let ours = try await instance.register("ours")
            let theirs = try await instance.register("theirs")
            _ = try await instance.register("other")
            let place = instance.paths.dataDatabase(of: ours.id)
            try FileManager.default.removeItem(at: place)
            try FileManager.default.copyItem(at: instance.paths.dataDatabase(of: theirs.id), to: place)

            #expect(throws: InstallationProblem.foreignDatabase(path: place.path)) {
                try instance.databases.open(ours.id)
            }
        }
    }

    @Test func `an organisation that was never registered has no files and gets none`() async throws {
        try await withTemporaryInstallation(on: .sqlite) { instance in
            let stranger = OrganisationID.random()

            #expect(throws: InstallationProblem.self) { try instance.databases.open(stranger) }

            let folder = instance.paths.dataDatabase(of: stranger).deletingLastPathComponent()
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }

    @Test func `after closing nothing is opened again`() async throws {
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("boats")
            let stores = try instance.databases.open(organisation.id)

            await instance.databases.close()

            #expect(throws: StorageError.closed) { try instance.databases.open(organisation.id) }
            await #expect(throws: StorageError.closed) { try await stores.data.write { _ in } }
        }
    }
}
