// SPDX-License-Identifier: Apache-2.0

import Values

/// The world's own handles, for tests and for the buttons of its pages. Bodies are JSON, or forms from a button.
///
///     GET  /control/scenarios                       every provider's switches
///     POST /control/scenarios/{provider}            sets the switches named, keeps the others; see `Scenario`
///     POST /control/scenarios/{provider}/reset      all switches of one provider off
///     POST /control/reset                           everything off and forgotten: orders, payments, mails, calls
///     GET  /control/calls[?provider=stripe]         each inbound call: method, path, headers (names in
///                                                   lower case), body, answered status
///     GET  /control/webhooks[?provider=…&type=…]    each notification sent, with its attempts
///     POST /control/webhooks/{provider}/release     lets go what `webhookHold` and `webhookReorder` kept back
///     POST /control/clock {"seconds": 60}           moves the world's clock, if it can be moved
///
/// Providers are `stripe`, `vietqr`, `esim-access`, `airalo`, `mail`, `telegram`, `whatsapp`, `openai` and `openrouter`. Further handles: `addStripeControls`,
/// `addBankRoutes`, `addSupplierControls`, `addAiraloControls`, `addMailControls`.
extension World {
    func addControlRoutes(to routes: inout Routes) {
        addScenarioControls(to: &routes)
        addStripeControls(to: &routes)
        addSupplierControls(to: &routes)
        addAiraloControls(to: &routes)
        addMailControls(to: &routes)
        addTelegramControls(to: &routes)
        addWhatsAppControls(to: &routes)
        routes.get("/control/calls") { request in
            let provider = request.query.nonEmpty("provider").flatMap(Provider.init(rawValue:))
            return .answer(.json(.array(recorder.all(of: provider).map(\.json))))
        }
        routes.get("/control/webhooks") { request in
            let provider = request.query.nonEmpty("provider")
            let type = request.query.nonEmpty("type")
            let found = await webhooks.deliveries.filter { delivery in
                (provider ?? delivery.notification.provider.rawValue) == delivery.notification.provider.rawValue
                    && (type ?? delivery.notification.type) == delivery.notification.type
            }
            return .answer(.json(.array(found.map(\.json))))
        }
        routes.post("/control/webhooks/{provider}/release") { request in
            guard let provider = request.provider else { return .answer(.notFound("provider")) }
            let released = await webhooks.release(provider)
            return .answer(done(request, ["released": .integer(Int64(released))]))
        }
        routes.post("/control/clock") { request in
            guard let clock = clock as? any MovableClock, let seconds = request.fields["seconds"]?.integer else {
                return .answer(.badRequest("give seconds; and only a demo's or test's clock can be moved"))
            }
            clock.advance(by: .seconds(seconds))
            return .answer(done(request, ["now": .string(clock.now().description)]))
        }
    }

    private func addScenarioControls(to routes: inout Routes) {
        routes.get("/control/scenarios") { _ in
            .answer(.json(.object(Provider.allCases.map { .init(key: $0.rawValue, value: scenarios[$0].json) })))
        }
        routes.post("/control/scenarios/{provider}") { request in
            guard let provider = request.provider else { return .answer(.notFound("provider")) }
            var scenario = scenarios[provider]
            if let unknown = scenario.set(request.fields, fromForm: request.isFromPage) {
                return .answer(.badRequest("no such switch, or not its kind of value: \(unknown)"))
            }
            scenarios[provider] = scenario
            return .answer(done(request, scenario.json))
        }
        routes.post("/control/scenarios/{provider}/reset") { request in
            guard let provider = request.provider else { return .answer(.notFound("provider")) }
            scenarios[provider] = Scenario()
            return .answer(done(request))
        }
        routes.post("/control/reset") { request in
            await reset()
            return .answer(done(request))
        }
    }

    private func reset() async {
        scenarios.reset()
        recorder.reset()
        mail.mailbox.reset()
        await webhooks.reset()
        await stripe.reset()
        await esim.reset()
        await airalo.reset()
        await bank.reset()
        await telegram.reset()
        await whatsApp.reset()
    }

    /// A button goes back to its page, a test gets JSON.
    func done(_ request: WorldRequest, _ result: JSON = ["done": true]) -> Answer {
        guard request.isFromPage else { return .json(result) }
        return .redirect(to: request.header("Referer") ?? "/")
    }
}

extension WorldRequest {
    var provider: Provider? { parameters["provider"].flatMap(Provider.init(rawValue:)) }
}
