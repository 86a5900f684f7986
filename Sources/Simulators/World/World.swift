// SPDX-License-Identifier: Apache-2.0

package import AsyncHTTPClient
package import Hummingbird
package import Logging
import ServiceLifecycle
package import Values

/// The other side of every integration: Stripe, a bank with VietQR.vn, eSIM Access, Airalo, Telegram, WhatsApp, language models and a mail server, with a page
/// to watch and work them.
///
/// Mount `responder(for:)` at the host of `publicURL`, and run the world as a service: it sends the webhooks, lets time
/// pass and listens for mail. All state is in memory. It shares no code with the adapters it stands against.
package struct World: Sendable, Service {
    let configuration: WorldConfiguration
    let clock: any WallClock
    let logger: Logger
    let scenarios = Scenarios()
    let recorder = CallRecorder()
    let webhooks: Webhooks
    let stripe: StripeAccount
    let esim: ESIMAccount
    let airalo: AiraloMarket
    let bank: BankAccount
    let telegram: TelegramGroup
    let whatsApp: WhatsAppNetwork
    let mail: MailServer

    /// Throws when the mail server's certificate cannot be made or written.
    package init(
        configuration: WorldConfiguration, clock: any WallClock, http: HTTPClient, logger: Logger
    ) throws {
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        webhooks = Webhooks(http: http, clock: clock, scenarios: scenarios)
        stripe = StripeAccount(
            configuration: configuration.stripe, publicURL: configuration.publicURL, clock: clock,
            scenarios: scenarios, webhooks: webhooks)
        esim = ESIMAccount(
            configuration: configuration.esimAccess, clock: clock, scenarios: scenarios, webhooks: webhooks)
        airalo = AiraloMarket(
            configuration: configuration.airalo, clock: clock, scenarios: scenarios, webhooks: webhooks)
        bank = BankAccount(configuration: configuration.vietQR, clock: clock, webhooks: webhooks)
        telegram = TelegramGroup(configuration: configuration.telegram, clock: clock, webhooks: webhooks)
        whatsApp = WhatsAppNetwork(
            configuration: configuration.whatsApp, clock: clock, webhooks: webhooks, scenarios: scenarios)
        mail = try MailServer(
            configuration: configuration.mail, clock: clock, scenarios: scenarios, recorder: recorder, logger: logger)
    }

    /// Works until graceful shutdown; throws when the mail port is taken.
    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await webhooks.run() }
                group.addTask { await letTimePass() }
                group.addTask { try await mail.run() }
            }
        }
    }

    /// The mail server's certificate: the one thing a client must trust to speak to it.
    package var mailCertificatePEM: String { mail.certificate.pem }

    /// The port the mail server listens on; nil until the world runs.
    package var mailPort: Int? { mail.port }

    private func letTimePass() async {
        while !Task.isCancelled {
            await stripe.expireDue()
            await esim.letTimePass()
            await airalo.letTimePass()
            try? await Task.sleep(for: .milliseconds(200))  // Cancelled: the loop ends.
        }
    }

    /// Records an inbound call and lets its scenario befall it.
    func recorded(
        _ request: WorldRequest, _ provider: Provider, _ handle: (Turn) async -> Answer
    ) async -> Reply {
        let number = recorder.record(request, to: provider, at: clock.now())
        let turn = scenarios.turn(for: provider, path: "\(request.method) \(request.path)")
        let answer = await handle(turn)
        recorder.answered(number, with: Int(answer.status.code))
        return turn.losesAnswer ? .lost(answer) : .answer(answer)
    }
}

extension World {
    var routes: Routes {
        var routes = Routes()
        addStripeRoutes(to: &routes)
        addESIMAccessRoutes(to: &routes)
        addAiraloRoutes(to: &routes)
        addBankRoutes(to: &routes)
        addTelegramRoutes(to: &routes)
        addWhatsAppRoutes(to: &routes)
        addModelRoutes(to: &routes)
        addControlRoutes(to: &routes)
        addPageRoutes(to: &routes)
        return routes
    }

    /// Answers every request to the world's host, whatever context the server uses.
    package func responder<Context: Sendable>(for _: Context.Type) -> WorldResponder<Context> {
        WorldResponder(routes: routes)
    }
}

package struct WorldResponder<Context: Sendable>: HTTPResponder {
    let routes: Routes

    package func respond(to request: Request, context: Context) async throws -> Response {
        switch await routes.reply(to: try await WorldRequest(request)) {
        case .answer(let answer): answer.response
        case .lost(let answer): answer.lostResponse
        }
    }
}
