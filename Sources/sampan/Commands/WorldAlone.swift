// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AsyncHTTPClient
import Foundation
import Logging
import ServiceLifecycle
import Simulators
import UnixSignals
import Values

struct WorldAlone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "world",
        abstract: "Play Stripe, eSIM Access and a mail server on loopback, in a process of their own.")

    @Option(help: "The port of the HTTP side.")
    var port = 8090

    @Option(help: "The port of the mail server.")
    var smtpPort = 2525

    @Option(help: "The address browsers reach this world at.")
    var publicURL: String?

    @Option(help: "The address of the shop, for webhooks.")
    var shop: String?

    @Option(help: "Where to write the mail server's certificate, for the shop to trust.")
    var mailCA: String?

    func run() async throws {
        var logger = Logger(label: "world", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .notice
        let configuration = WorldConfiguration.demo(
            publicURL: publicURL ?? "http://127.0.0.1:\(port)", shop: shop, smtpPort: smtpPort, mailCA: mailCA)
        // Tests move it by `/control/clock`, so that signatures and expiries follow the shop's own time.
        let clock = ShiftedWallClock()
        let world = try World(configuration: configuration, clock: clock, http: .shared, logger: logger)
        let server = WorldServer(world: world, port: port, logger: logger) { say("world: http://127.0.0.1:\($0)") }
        let group = ServiceGroup(
            services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }
}
