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

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sampan-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder; the system empties it too

        let groups: [(names: [String], measure: () async throws -> [Figure])] = [
            (["sealed-save", "sealed-read", "sealed-size"], { try await SealingBench(folder: folder).figures() }),
            (["erase-median", "erase-heaviest"], { try await ErasureBench(folder: folder).figures() }),
            (["audit-in-transaction"], { try await AuditBench(folder: folder).figures() }),
            (["checkout-rate"], { try await CheckoutBench(folder: folder).figures() }),
            (["start", "idle-memory"], { try await ServerBench(server: server, folder: folder).figures() }),
            (["page-cached", "page-uncached"], { try await PageBench(server: server, folder: folder).figures() }),
        ]
        for group in groups where group.names.contains(where: { $0.hasPrefix(only) }) {
            for figure in try await group.measure() {
                print(figure.line)
                fflush(nil)
            }
        }
    }
}
