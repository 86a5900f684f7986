// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
package import Storage
package import Values

/// An instance of its own: three trees, the control store and the databases of whoever registers.
package struct TemporaryInstallation: Sendable {
    package let paths: StoragePaths
    package let control: ControlStore
    package let databases: OrganisationDatabases

    /// Registers an organisation `slug` of a business of the same name.
    package func register(_ slug: String) async throws -> Organisation {
        try await control.register(business: slug, name: slug)
        return try await control.register(organisation: slug, of: slug, name: slug, in: databases)
    }

    /// What the instance log says, newest first: `instance.host-assigned shop.example`.
    package func logged() async throws -> [String] {
        let found = try await control.database.read { session in
            try session.query("SELECT body FROM audit_entries WHERE log = 'instance' ORDER BY id DESC") {
                try $0[0] as String
            }
        }
        return found.compactMap(AuditStatement.init(canonicalText:)).map { "\($0.type.rawValue) \($0.outcome ?? "")" }
    }
}

extension ControlStore {
    package static func forTests(at paths: StoragePaths, clock: any WallClock) throws -> ControlStore {
        try open(at: paths, log: MerkleInstanceLog(), clock: clock)
    }
}

@discardableResult
package func withTemporaryInstallation<Result>(
    clock: any WallClock = FixedWallClock(.testTime), maximumOpen: Int = 64, on engine: TestEngine = .current,
    _ body: (TemporaryInstallation) async throws -> Result
) async throws -> Result {
    try await withTemporaryPaths(on: engine) { paths in
        let installation = try Installation(at: paths)
        let instance = TemporaryInstallation(
            paths: paths, control: try .forTests(at: paths, clock: clock),
            databases: OrganisationDatabases(at: paths, clock: clock, maximumOpen: maximumOpen))
        let result = try await body(instance)
        await instance.databases.close()
        await instance.control.close()
        withExtendedLifetime(installation) {}
        return result
    }
}

/// The places of three trees in a fresh folder, with nothing there yet.
@discardableResult
package func withTemporaryPaths<Result>(
    on engine: TestEngine = .current, _ body: (StoragePaths) async throws -> Result
) async throws -> Result {
    try await withTemporaryDirectory { folder in
        let data = folder.appending(path: "data")
        return switch engine {
        case .sqlite: try await body(StoragePaths(besideData: data))
        case .postgresql:
            try await withPostgreSQLSettings { settings in
                try await body(StoragePaths(besideData: data, engine: .postgreSQL(settings)))
            }
        }
    }
}
