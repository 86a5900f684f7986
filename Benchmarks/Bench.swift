// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// Prints the figures the design has goals for. Ratios are taken in one run, A and B in turn, because machines are noisy.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "bench", subcommands: [Bare.self])

    @Option(help: "The server to measure from outside.")
    var server = ".build/release/sampan"

    @Option(help: "Only figures whose name begins so.")
    var only = ""

    @Option(help: "How many organisations share one server.")
    var organisations = 1_000

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sampan-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder; the system empties it too

        for group in groups(in: folder) where group.names.contains(where: { $0.hasPrefix(only) }) {
            for figure in try await group.measure() {
                print(figure.line)
                fflush(nil)
            }
        }
    }

    private typealias Group = (names: [String], measure: () async throws -> [Figure])

    private func groups(in folder: URL) -> [Group] {
        let (server, count) = (server, organisations)
        let onFiles: [Group] = [
            (["sealed-save", "sealed-read", "sealed-size"], { try await SealingBench(folder: folder).figures() }),
            (["erase-median", "erase-heaviest"], { try await ErasureBench(folder: folder).figures() }),
            (["redaction-structured", "redaction-names", "redaction-rate"], { try await RedactionBench().figures() }),
            (["audit-in-transaction"], { try await AuditBench(folder: folder).figures() }),
            (["checkout-rate"], { try await CheckoutBench(folder: folder, clusters: nil).figures() }),
            (["start", "idle-memory"], { try await ServerBench(server: server, folder: folder).figures() }),
            (["page-cached", "page-uncached"], { try await PageBench(server: server, folder: folder).figures() }),
            (
                ["organisations-memory", "organisation-cold-open"],
                {
                    try await OrganisationsBench(server: server, folder: folder, count: count, clusters: nil).figures()
                }
            ),
            (["noisy-neighbour"], { try await NeighbourBench(server: server, folder: folder).figures() }),
        ]
        return onFiles + groupsOnPostgreSQL(in: folder)
    }

    private func groupsOnPostgreSQL(in folder: URL) -> [Group] {
        let (server, count) = (server, organisations)
        func onClusters(
            _ names: String..., measure: @escaping (BenchClusters) async throws -> [Figure]
        ) -> Group {
            (
                names,
                {
                    let clusters = try BenchClusters()
                    defer { clusters.stop() }
                    return try await measure(clusters)
                }
            )
        }
        return [
            onClusters("checkout-rate-postgres") { try await CheckoutBench(folder: folder, clusters: $0).figures() },
            onClusters("page-uncached-postgres") {
                try await PageBench(server: server, folder: folder).figures(on: $0)
            },
            onClusters("erase-nodes", "erase-nodes-worst") {
                try await NodesBench(folder: folder, clusters: $0).figures()
            },
            onClusters("organisations-memory-postgres", "organisation-cold-open-postgres") {
                try await OrganisationsBench(server: server, folder: folder, count: count, clusters: $0).figures()
            },
        ]
    }
}
