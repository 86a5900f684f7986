// SPDX-License-Identifier: Apache-2.0

import App
import Foundation
import Storage
import Values

/// A street of shops on one server: what they take together, and how long the first visitor of a closed one waits.
struct OrganisationsBench {
    let server: String
    let folder: URL
    let count: Int
    let clusters: BenchClusters?

    private static let page = "/en/destinations/japan?currency=USD"

    func figures() async throws -> [Figure] {
        let street = try await Street(server, in: folder, clusters: clusters, names: (0..<count).map { "shop-\($0)" })
        let running = try await street.open()
        defer { running.stop() }
        let visitor = try BenchVisitor(port: running.port)
        // The first visit takes over catalogue and policy; from the second on an organisation is only opened.
        for host in street.hosts { _ = try visitor.get(Self.page, host: host) }
        let times = try street.hosts.map { try visitor.get(Self.page, host: $0) }
        let suffix = clusters == nil ? "" : "-postgres"
        return [
            Figure(
                name: "organisations-memory\(suffix)", value: running.memory, unit: "MB of \(count)",
                goal: .below(1024)),
            Figure(
                name: "organisation-cold-open\(suffix)", value: times.median * 1000, unit: "ms", goal: .below(20)),
        ]
    }
}

/// An installation with further organisations, each with a host of its own.
struct Street {
    let server: String
    let arguments: [String]
    let hosts: [String]

    static let business = "vietnam-connect"
    private static let port = 18_082

    init(_ server: String, in folder: URL, clusters: BenchClusters?, names: [String]) async throws {
        let home = folder.appending(path: "street-\(UUID().uuidString.prefix(4))")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let configuration = home.appending(path: "sampan.json")
        let engine = try clusters.map { StorageEngine.postgreSQL(try $0.makeDatabases(in: configuration)) } ?? .sqlite
        let data = home.appending(path: "data")
        self.server = server
        arguments =
            ["serve", "--data", data.path, "--port", String(Self.port), "--businesses", "Businesses"]
            + (clusters == nil ? [] : ["--config", configuration.path])
        hosts = names.map { "\($0).localhost" }

        // The first start makes the installation.
        try await open().stop()
        let maintenance = try Maintenance(
            paths: StoragePaths(besideData: data, engine: engine), businesses: Businesses(in: "Businesses"),
            clock: SystemWallClock())
        for (name, host) in zip(names, hosts) {
            guard
                case .added = try await maintenance.addOrganisation(
                    name, of: Self.business, name: name, hosts: [host])
            else { throw NotReady() }
        }
    }

    func open() async throws -> RunningServer {
        try await RunningServer(server, arguments, port: Self.port, ready: "/health")
    }
}
