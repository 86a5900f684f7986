// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite("Three trees of one installation")
struct InstallationTests {
    @Test func `the trees of a fresh installation are made for their owner only`() async throws {
        try await withTemporaryPaths(on: .sqlite) { paths in
            let installation = try Installation(at: paths)

            for tree in [paths.data, paths.keys, paths.secrets] {
                #expect(try permissions(of: tree) == 0o700)
                #expect(try permissions(of: tree.appending(path: "installation")) == 0o600)
            }
            withExtendedLifetime(installation) {}
        }
    }

    @Test func `an installation keeps its id from start to start`() async throws {
        try await withTemporaryPaths(on: .sqlite) { paths in
            let first = try Installation(at: paths).id
            let second = try Installation(at: paths).id

            #expect(first == second)
        }
    }

    @Test func `a second server on the same data is refused until the first has gone`() async throws {
        try await withTemporaryPaths(on: .sqlite) { paths in
            let first = try Installation(at: paths)

            #expect(throws: InstallationProblem.inUse(path: paths.data.path)) { try Installation(at: paths) }

            withExtendedLifetime(first) {}
        }
    }

    @Test func `data is not opened with another installation's keys`() async throws {
        try await withTemporaryPaths(on: .sqlite) { ours in
            try await withTemporaryPaths(on: .sqlite) { theirs in
                _ = try Installation(at: ours)
                _ = try Installation(at: theirs)
                let mixed = StoragePaths(data: ours.data, keys: theirs.keys, secrets: ours.secrets)

                let problem = #expect(throws: InstallationProblem.self) { try Installation(at: mixed) }

                #expect(problem?.description.contains("restore the odd one from its backup") == true)
            }
        }
    }

    @Test func `an empty key tree beside full data is a loss, not a fresh start`() async throws {
        try await withTemporaryPaths(on: .sqlite) { paths in
            _ = try Installation(at: paths)
            try Data().write(to: paths.controlDatabase)
            try FileManager.default.removeItem(at: paths.keys)

            #expect(throws: InstallationProblem.self) { try Installation(at: paths) }
        }
    }

    @Test func `a first start that crashed half-way is finished by the next`() async throws {
        try await withTemporaryPaths(on: .sqlite) { paths in
            let id = try Installation(at: paths).id
            try FileManager.default.removeItem(at: paths.keys)

            #expect(try Installation(at: paths).id == id)
        }
    }

    @Test func `what cannot be opened is told with its place and a way out`() async throws {
        try await withTemporaryPaths(on: .sqlite) { paths in
            _ = try Installation(at: paths)
            try Data("no database; ".utf8 + [UInt8](repeating: 0x20, count: 4096)).write(to: paths.controlDatabase)

            let problem = #expect(throws: InstallationProblem.self) {
                try ControlStore.forTests(at: paths, clock: FixedWallClock(.testTime))
            }

            #expect(problem?.description.hasPrefix("\(paths.controlDatabase.path) cannot be used.") == true)
        }
    }

    private func permissions(of file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }
}
