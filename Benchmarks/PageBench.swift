// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Pages a second beside a bare handler that sends the same bytes, each in a process of its own, in turn.
struct PageBench {
    static let host = "vietnam-connect.localhost"
    let server: String
    let folder: URL

    func figures() async throws -> [Figure] {
        let running = try await Self.start(server, in: folder.appending(path: "pages"))
        defer { running.stop() }
        // The front page of the shop is kept finished; a page with a query is written anew for each request.
        let cached = try await ratio(running, path: "/en")
        let uncached = try await ratio(running, path: "/en/destinations/japan?currency=USD")
        return [
            Figure(name: "page-cached", value: cached, unit: "× bare", goal: .atLeast(0.8)),
            Figure(name: "page-uncached", value: uncached, unit: "× bare", goal: .atLeast(0.3)),
        ]
    }

    /// The page with a query, from a server on PostgreSQL.
    func figures(on clusters: BenchClusters) async throws -> [Figure] {
        let home = folder.appending(path: "pages-postgres")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let configuration = home.appending(path: "sampan.json")
        _ = try clusters.makeDatabases(in: configuration)
        let running = try await Self.start(server, in: home, ["--config", configuration.path])
        defer { running.stop() }
        let uncached = try await ratio(running, path: "/en/destinations/japan?currency=USD")
        return [Figure(name: "page-uncached-postgres", value: uncached, unit: "× bare", goal: .atLeast(0.2))]
    }

    static func start(_ server: String, in folder: URL, _ further: [String] = []) async throws -> RunningServer {
        let port = 18_080
        return try await RunningServer(
            server,
            [
                "serve", "--data", folder.appending(path: "data").path, "--port", String(port), "--businesses",
                "Businesses",
            ] + further, port: port, ready: "/health")
    }

    private func ratio(_ running: RunningServer, path: String) async throws -> Double {
        let body = try RunningServer.fetch(port: running.port, path: path, host: Self.host)
        let file = folder.appending(path: "body.html")
        try Data(body).write(to: file)
        let bare = try await RunningServer(
            CommandLine.arguments[0], ["bare", "--port", "18081", "--body", file.path], port: 18_081, ready: "/")
        defer { bare.stop() }
        var ratios: [Double] = []
        for _ in 0..<4 {
            let ours = try load(port: running.port, path: path)
            let theirs = try load(port: bare.port, path: "/")
            ratios.append(ours / theirs)
        }
        return Array(ratios.dropFirst()).median
    }

    /// Requests a second under 64 connections for three seconds.
    private func load(port: Int, path: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "wrk", "-t1", "-c64", "-d3s", "-H", "Host: \(Self.host)", "http://127.0.0.1:\(port)\(path)",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Requests/sec:") }),
            let rate = line.split(separator: " ").last.flatMap({ Double($0) }),
            !text.contains("Non-2xx")
        else { throw LoadFailed(report: text) }
        return rate
    }
}

struct LoadFailed: Error {
    let report: String
}
