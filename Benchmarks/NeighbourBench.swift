// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How much longer the slowest hundredth of a quiet organisation's visitors waits while another of the same server is flooded.
///
/// The flood comes from a niced process: it stands for other machines, which take no processor time from the server.
struct NeighbourBench {
    let server: String
    let folder: URL

    private static let page = "/en/destinations/japan?currency=USD"
    private static let visits = 500
    private static let rounds = 3

    func figures() async throws -> [Figure] {
        let street = try await Street(server, in: folder, clusters: nil, names: ["quiet", "loud"])
        let running = try await street.open()
        defer { running.stop() }
        let visitor = try BenchVisitor(port: running.port)
        for host in street.hosts { _ = try visitor.get(Self.page, host: host) }
        var ratios: [Double] = []
        for _ in 0..<Self.rounds {
            let alone = try slowest(visitor, street.hosts[0])
            let flood = try flood(port: running.port, host: street.hosts[1])
            try await Task.sleep(for: .milliseconds(500))
            let beside = try slowest(visitor, street.hosts[0])
            // It inherits the signals this thread has blocked, and would hear no other.
            kill(flood.processIdentifier, SIGKILL)
            flood.waitUntilExit()
            ratios.append(beside / alone)
        }
        return [Figure(name: "noisy-neighbour", value: ratios.median, unit: "× alone (p99)", goal: .atMost(2))]
    }

    /// The 99th percentile.
    private func slowest(_ visitor: BenchVisitor, _ host: String) throws -> Double {
        let times = try (0..<Self.visits).map { _ in try visitor.get(Self.page, host: host) }.sorted()
        return times[times.count * 99 / 100]
    }

    private func flood(port: Int, host: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "nice", "-n", "19", "wrk", "-t1", "-c64", "-d120s", "-H", "Host: \(host)",
            "http://127.0.0.1:\(port)\(Self.page)",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }
}
