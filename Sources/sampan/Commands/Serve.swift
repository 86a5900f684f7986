// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Configuration
import CoreMetrics
import Foundation
import Logging
import Policy
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
            geoTable: configuration.string(forKey: "analytics.geoTable"))
        FileDescriptors.raiseLimit()
        let metrics = settings.operations.listener.map { _ in PrometheusMetrics() }
        if let metrics { MetricsSystem.bootstrap(metrics) }
        let clock: any WallClock = listen.clockSocket == nil ? SystemWallClock() : ShiftedWallClock()
        let app = try await App.build(settings, clock: clock, logger: .sampan(configuration))
        try await app.run(metrics: metrics) { port in
            for business in app.businesses.all {
                say("\(business.definition.name.english): http://\(business.definition.hosts[0]):\(port)")
            }
        }
    }
}
