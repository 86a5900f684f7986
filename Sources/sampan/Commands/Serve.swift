// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Commerce
import Configuration
import CoreMetrics
import Foundation
import Logging
import Policy
import Storage
import Values

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the businesses until stopped.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var listen: ListenOptions

    func run() async throws {
        let configuration = try await installation.configuration()
        let settings = Settings(
            paths: try installation.paths(configuration), businesses: installation.businesses(configuration),
            address: listen.address(configuration), publicOrigin: configuration.string(forKey: "publicOrigin"),
            isBehindProxy: configuration.bool(forKey: "behindProxy", default: false),
            adapters: try AdapterSettings(configuration), clockSocket: listen.clockSocket,
            operations: OperationsSettings(configuration),
            geoTable: configuration.string(forKey: "analytics.geoTable"),
            backup: try BackupSettings.read(configuration, secrets: installation.paths(configuration).secrets),
            fraud: FraudLimits(configuration), attestedUntil: try configuration.attestedUntil(),
            limits: ShopLimits(configuration),
            mayReachInside: configuration.bool(forKey: "accounts.mayReachInside", default: false))
        FileDescriptors.raiseLimit()
        FileDescriptors.outliveFileSizeLimit()
        let metrics = settings.operations.listener.map { _ in PrometheusMetrics() }
        if let metrics { MetricsSystem.bootstrap(metrics) }
        let logger = Logger.sampan(configuration)
        let onJump: @Sendable (Duration) -> Void = { jump in
            logger.critical(
                "the machine's clock jumped; it is believed when it has kept step for an hour",
                metadata: ["seconds": "\(jump.components.seconds)"])
        }
        let clock: any WallClock =
            listen.clockSocket == nil ? GuardedWallClock(onJump: onJump) : TravelClock(onJump: onJump)
        let app = try await App.build(settings, clock: clock, logger: logger)
        try await app.run(metrics: metrics) { port in
            for business in app.businesses.all {
                say("\(business.definition.name.english): http://\(business.definition.hosts[0]):\(port)")
            }
        }
    }
}
