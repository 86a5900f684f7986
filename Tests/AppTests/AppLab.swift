// SPDX-License-Identifier: Apache-2.0

import Foundation
import Integrations
import Logging
import Policy
import Storage
import TestKit
import Testing
import Values

@testable import App

/// The whole program without a network: on files, or as one of several servers on PostgreSQL.
struct AppLab {
    let paths: StoragePaths
    let clock: ShiftedWallClock

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs a server, with whatever follows its commits, but neither its listener nor its jobs.
    func serving<Result: Sendable>(
        _ businesses: URL = AppLab.root.appending(path: "Businesses"), openOrganisations: Int = 64,
        _ body: @escaping @Sendable (App) async throws -> Result
    ) async throws -> Result {
        let settings = Settings(
            paths: paths, businesses: businesses.path, address: ListenAddress(host: "127.0.0.1", port: 0),
            publicOrigin: nil, isBehindProxy: false,
            adapters: AdapterSettings(stripe: nil, esimAccess: nil, mail: nil), clockSocket: nil,
            operations: OperationsSettings(openOrganisations: openOrganisations))
        let app = try await App.build(
            settings, clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let result = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await app.sequencing.run() }
            defer { group.cancelAll() }
            return try await body(app)
        }
        try await app.couriers.close()
        await app.databases.close()
        await app.control.close()
        return result
    }
}

extension App {
    /// The business's own organisation that sells.
    func shop() async throws -> Organisation {
        try #require(try await control.organisations().first { $0.business == "vietnam-connect" })
    }

    /// Adds an organisation that joins the shop.
    func join(_ slug: String) async throws -> Organisation {
        let business = "vietnam-connect"
        return try await control.register(organisation: slug, of: business, name: slug, in: databases)
    }
}

func withAppLab(on engine: TestEngine = .current, _ body: (AppLab) async throws -> Void) async throws {
    try await withTemporaryPaths(on: engine) { paths in
        try await body(AppLab(paths: paths, clock: ShiftedWallClock()))
    }
}
