// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Hummingbird
import HummingbirdCore
import Integrations
import Jobs
package import Logging
import NIOCore
import Pages
package import ServiceLifecycle
package import Storage
import UnixSignals
package import Values

/// The whole program, built once from its settings. The server, the command line and the demo all start here.
package struct App: Sendable {
    package let settings: Settings
    package let businesses: Businesses
    package let control: ControlStore
    package let organisations: OpenOrganisations
    package let responder: HostDispatch
    let installation: Installation
    let databases: OrganisationDatabases
    let couriers: Couriers
    let jobs: JobService
    let sequencing: Sequencing
    let builder: OrganisationBuilder
    let logger: Logger
    let clock: any WallClock

    /// `elsewhere` answers for hosts that are no business's: the simulators' world, in a demo.
    package static func build(
        _ settings: Settings, clock: any WallClock, logger: Logger, elsewhere: HostDispatch.Elsewhere? = nil
    ) async throws -> App {
        let couriers = Couriers(settings.adapters, clock: clock)
        do {
            return try await assemble(settings, couriers: couriers, clock: clock, logger: logger, elsewhere: elsewhere)
        } catch {
            try await couriers.close()
            throw error
        }
    }

    private static func assemble(
        _ settings: Settings, couriers: Couriers, clock: any WallClock, logger: Logger,
        elsewhere: HostDispatch.Elsewhere?
    ) async throws -> App {
        let businesses = try Businesses(in: settings.businesses, attestedUntil: settings.attestedUntil)
        let installation = try Installation(at: settings.paths)
        let secrets = try Secrets(at: settings.paths)
        let control = try ControlStore.open(at: settings.paths, log: MerkleInstanceLog(), clock: clock)
        let databases = OrganisationDatabases(
            at: settings.paths, clock: clock, maximumOpen: settings.operations.openOrganisations)
        let sequencing = Sequencing()
        let jobs = JobServiceBox()
        let sites = Sites(
            businesses.all.map { Site($0, checkoutOrigins: settings.checkoutOrigins(of: $0)) })
        let stationery = try Stationery.load(themesOf: sites)
        let cache = PageCache(clock: clock)
        let registration = try await BusinessRegistration(
            of: businesses, in: control, databases, settings: settings)
        let builder = OrganisationBuilder(
            settings: settings, businesses: businesses, registration: registration, secrets: secrets, control: control,
            databases: databases, couriers: couriers, texts: stationery.texts, assets: stationery.assets,
            sites: sites, cache: cache, sequencing: sequencing, geography: try settings.geography(), jobs: jobs,
            clock: clock, logger: logger)
        let organisations = OpenOrganisations(
            control: control, maximum: settings.operations.openOrganisations, make: { try await builder.open($0) },
            close: { try await builder.close($0) }, release: { await databases.release($0) })
        let service = JobService(dueIndex: control, clock: clock, logger: logger) { id, work in
            try await organisations.using(id) { open in
                try await organisations.inTurn(open) { try await work(open.runner) }
            }
        }
        jobs.set(service)
        // Opened before the server says it is ready, so that nobody pays for it and nothing is found damaged later.
        for organisation in registration.own {
            do {
                try await organisations.using(organisation) { _ in }
            } catch let quarantined as OrganisationQuarantined {
                logger.critical("\(quarantined)")
            }
        }
        try await builder.startInstanceLog()

        let router = Routes(
            businesses: businesses, control: control, clock: clock, texts: stationery.texts, logger: logger,
            isMeasured: settings.operations.listener != nil
        ).router()
        let shops = FrontDoor(
            to: HoldingResponder(to: router.buildResponder(), organisations: organisations, control: control),
            routes: MethodIndex(of: router), sites: sites, stationery: stationery,
            cache: cache, formKey: secrets.formKey, isBehindTLS: settings.isBehindTLS,
            findSite: { try await sites.site(ofOrganisationAt: $0, in: control) })
        return App(
            settings: settings, businesses: businesses, control: control, organisations: organisations,
            responder: HostDispatch(
                shops: shops,
                callbacks: CallbackResponder(
                    organisations: organisations, control: control,
                    whatsApp: settings.adapters.whatsApp.map {
                        WhatsAppRoutes(
                            callbacks: WhatsAppCallbacks(app: $0), organisations: organisations, control: control,
                            logger: logger)
                    }, clock: clock, logger: logger),
                elsewhere: elsewhere, isBehindProxy: settings.isBehindProxy), installation: installation,
            databases: databases, couriers: couriers,
            jobs: service,
            sequencing: sequencing, builder: builder, logger: logger, clock: clock)
    }

    /// Serves until a graceful shutdown: the server, the workers and what is handed in beside them.
    /// `metrics` are shown on the operations listener, when the settings name one.
    package func run(
        with services: [any Service] = [], metrics: PrometheusMetrics? = nil,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let server = Application(
            responder: responder,
            server: .http1(configuration: channelConfiguration),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address.host, port: settings.address.port), serverName: nil, backlog: 4096,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.operations.connections)),
            onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
            logger: logger)
        let restored = ReconcileRestored(builder: builder, organisations: organisations, clock: clock, logger: logger)
        var group: [any Service] = [sequencing, jobs, restored]
        if let backup = settings.backup, let interval = backup.interval {
            group.append(
                BackupSchedule(backups: backups(backup), interval: interval, clock: clock, logger: logger))
        }
        if let address = settings.operations.listener, let metrics {
            group.append(
                OperationsListener(
                    address: address, metrics: metrics,
                    readiness: Readiness(control: control, organisations: organisations), logger: logger))
        }
        if let path = settings.clockSocket, let clock = clock as? any MovableClock {
            group.append(ClockSocket(path: path, clock: clock, logger: logger))
        }
        var configuration = ServiceGroupConfiguration(
            services: (group + services + [server]).map {
                ServiceGroupConfiguration.ServiceConfiguration(
                    service: NamedService($0), successTerminationBehavior: .gracefullyShutdownGroup)
            },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
        try await close()
    }

    func close() async throws {
        try await couriers.close()
        await databases.close()
        await control.close()
    }

    private func backups(_ settings: BackupSettings) -> Backups {
        Backups(
            settings, paths: self.settings.paths, control: control, databases: databases, businesses: businesses,
            businessesFolder: self.settings.businesses, clock: clock)
    }

    /// Bounds on what a client may make the server hold: time for a request to arrive, and size of its head.
    private var channelConfiguration: HTTP1Channel.Configuration {
        let limit = TimeAmount(settings.operations.requestLimit)
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestDeadline(limit: limit)], idleTimeout: limit,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    }
}
