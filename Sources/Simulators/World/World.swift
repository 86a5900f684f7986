// SPDX-License-Identifier: Apache-2.0

package import AsyncHTTPClient
package import Hummingbird
package import Logging
import ServiceLifecycle
package import Values

/// The other side of every integration: Stripe, eSIM Access and a mail server, with a page to watch and work them.
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

    package init(
        configuration: WorldConfiguration, clock: any WallClock, http: HTTPClient, logger: Logger
    ) {
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        webhooks = Webhooks(http: http, clock: clock, scenarios: scenarios)
        stripe = StripeAccount(
            configuration: configuration.stripe, publicURL: configuration.publicURL, clock: clock,
            scenarios: scenarios, webhooks: webhooks)
        esim = ESIMAccount(
            configuration: configuration.esimAccess, clock: clock, scenarios: scenarios, webhooks: webhooks)
    }

    /// Works until graceful shutdown.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await webhooks.run() }
                group.addTask { await letTimePass() }
            }
        }
    }

    private func letTimePass() async {
        while !Task.isCancelled {
            await stripe.expireDue()
            await esim.letTimePass()
            try? await Task.sleep(for: .milliseconds(200))  // Cancelled: the loop ends.
        }
    }

    /// Records an inbound call and lets its scenario befall it.
    func recorded(
        _ request: WorldRequest, _ provider: Provider, _ handle: (Turn) async -> Answer
    ) async -> Reply {
        let number = recorder.record(request, to: provider, at: clock.now())
        let turn = scenarios.turn(for: provider, path: request.path)
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
        addControlRoutes(to: &routes)
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
