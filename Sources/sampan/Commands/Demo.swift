// SPDX-License-Identifier: Apache-2.0

import Accounts
import App
import ArgumentParser
import AsyncHTTPClient
import Configuration
import Foundation
import Integrations
import Logging
import Pages
import Policy
import Simulators
import Storage
import Values

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve everything with simulated payment, supply and mail: no account or key needed.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var listen: ListenOptions

    @Option(help: "The port of the simulated mail server; 0 takes a free one.")
    var smtpPort = 0

    func run() async throws {
        let configuration = try await installation.configuration()
        let address = listen.address(configuration)
        let clock = ShiftedWallClock()
        let logger = Logger.sampan(configuration, level: .notice)
        let paths = try installation.paths(configuration)
        try FileManager.default.createDirectory(
            at: paths.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let mail = try DemoWorld.mailPort(smtpPort)
        let certificate = paths.data.appending(path: "world-mail.pem").path
        let world = try World(
            configuration: .demo(
                publicURL: "http://world.localhost:\(address.port)", shop: "http://127.0.0.1:\(address.port)",
                smtpPort: mail, mailCA: certificate),
            clock: clock, http: .shared, logger: logger)
        let settings = Settings(
            paths: paths, businesses: installation.businesses(configuration), address: address, publicOrigin: nil,
            isBehindProxy: false,
            adapters: DemoWorld.adapters(port: address.port, smtpPort: mail, certificate: certificate),
            clockSocket: listen.clockSocket, operations: OperationsSettings(configuration),
            geoTable: configuration.string(forKey: "analytics.geoTable"),
            attestedUntil: DemoWorld.attestedUntil, mayReachInside: true)
        FileDescriptors.raiseLimit()
        FileDescriptors.outliveFileSizeLimit()
        let responder = world.responder(for: PageContext.self)
        let app = try await App.build(
            settings, clock: clock, logger: logger,
            elsewhere: .init(hosts: ["world.localhost"]) { try await responder.respond(to: $0, context: $1) })
        try await DemoStaff.add(to: app)
        try await app.run(with: [world]) { port in say(DemoWorld.welcome(app, port: port)) }
    }
}
