// SPDX-License-Identifier: Apache-2.0

import Analytics
import ArgumentParser
import Foundation

/// The table of places is made here from a list the operator chose: nothing is fetched.
struct GeoCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "geo", abstract: "Make the table that tells which region an address belongs to.",
        subcommands: [Import.self, Look.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Read lines \"first address,last address,country,region\" and write a table for analytics.geoTable.",
            discussion: "Country and region are taken in; what stands behind them in a line, such as a city, is not.")

        @Argument(help: "The list, as CSV.")
        var list: String

        @Option(name: .customLong("to"), help: "The table to write.")
        var table: String

        func run() async throws {
            var reading = GeoImport()
            let text = try String(contentsOfFile: list, encoding: .utf8)
            for line in text.split(whereSeparator: \.isNewline) { reading.add(line: line) }
            let made = reading.table
            guard made.rangeCount > 0 else {
                throw ValidationError("No line of \(list) names addresses and a country.")
            }
            try made.file.write(to: URL(filePath: table), options: .atomic)
            say("\(made.rangeCount) ranges, \(reading.skipped) lines skipped")
        }
    }

    struct Look: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what a table says of an address.")

        @Argument(help: "The address.")
        var address: String

        @Option(name: .customLong("in"), help: "The table.")
        var table: String

        func run() async throws {
            let place = try GeoTable(file: Data(contentsOf: URL(filePath: table))).place(of: address)
            say(place.map { [$0.country, $0.region].compactMap { $0 }.joined(separator: ", ") } ?? "nowhere")
        }
    }
}
