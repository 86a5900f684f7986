// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

extension World {
    /// What a person looks at: the world in plain words.
    func addPageRoutes(to routes: inout Routes) {
        routes.get("/") { _ in .answer(await home()) }
        routes.get("/assets/world.css") { _ in .answer(Assets.styleAnswer) }
        routes.get("/cards") { _ in .answer(await cards()) }
        routes.get("/supplier") { _ in .answer(await supplier()) }
        routes.get("/airalo") { _ in .answer(await second()) }
        routes.get("/scenarios") { _ in .answer(ScenariosPage(scenarios: scenarios).answer) }
        routes.get("/calls") { request in
            let provider = request.query.nonEmpty("provider").flatMap(Provider.init(rawValue:))
            let calls = recorder.all(of: provider).suffix(100).reversed()
            return .answer(CallsPage(calls: Array(calls), provider: provider).answer)
        }
        routes.get("/webhooks") { _ in
            .answer(WebhooksPage(deliveries: await webhooks.deliveries.suffix(100).reversed()).answer)
        }
        routes.get("/mail") { request in
            let to = request.query.nonEmpty("to")
            return .answer(MailboxPage(messages: Array(mail.mailbox.all(to: to).prefix(200)), recipient: to).answer)
        }
        mailPage(&routes, "") { message, _ in MailPage(message: message).answer }
        mailPage(&routes, "/html") { message, _ in MailPage.html(of: message) }
        mailPage(&routes, "/source") { message, _ in
            Answer(headers: [.contentType: "text/plain; charset=utf-8"], body: message.source)
        }
        mailPage(&routes, "/parts/{part}") { message, request in
            let name = request.parameters["part"] ?? ""
            guard let part = message.content.leaves.first(where: { $0.contentID == name || $0.fileName == name })
            else { return .notFound("part") }
            // Only pictures are shown; anything else is handed over as a file.
            let type = part.type.hasPrefix("image/") ? part.type : "application/octet-stream"
            return Answer(headers: [.contentType: type, .contentSecurityPolicy: "sandbox"], body: part.body)
        }
    }

    private func mailPage(
        _ routes: inout Routes, _ path: String, _ show: @escaping @Sendable (MailMessage, WorldRequest) -> Answer
    ) {
        routes.get("/mail/{id}" + path) { request in
            .answer(mail.mailbox.message(request.id).map { show($0, request) } ?? .notFound("mail"))
        }
    }

    private func home() async -> Answer {
        let deliveries = await webhooks.deliveries
        return HomePage(
            mails: mail.mailbox.all().count,
            paid: await stripe.sessions.values.count { $0.paymentStatus == .paid },
            open: await stripe.sessions.values.count { $0.status == .open }, transfers: await bank.movements.count,
            orders: await esim.orders.count,
            profiles: await esim.profiles.count, secondOrders: await airalo.orders.count,
            conversations: await telegram.topics.count, phones: await whatsApp.messages.count,
            calls: recorder.all().count,
            undelivered: deliveries.count { $0.state != .delivered },
            altered: Provider.allCases.filter { scenarios[$0] != Scenario() }, mailPort: mail.port,
            configuration: configuration
        ).answer
    }

    private func cards() async -> Answer {
        let sessions = await stripe.sessionOrder.reversed().prefix(100)
        let known = await stripe.sessions
        let intents = await stripe.intents
        let charges = await stripe.charges
        return CardsPage(
            rows: sessions.compactMap { known[$0] }.map { session in
                let intent = session.paymentIntent.flatMap { intents[$0] }
                return CardsPage.Row(session: session, charge: intent?.latestCharge.flatMap { charges[$0] })
            }
        ).answer
    }

    private func second() async -> Answer {
        let sims = await airalo.sims
        return AiraloPage(
            cents: await airalo.balance, webhooks: await airalo.optedIn,
            rows: await airalo.orders.reversed().prefix(100).map { order in
                AiraloPage.Row(order: order, sims: order.sims.compactMap { sims[$0] })
            }
        ).answer
    }

    private func supplier() async -> Answer {
        let orders = await esim.orders
        let profiles = await esim.profiles
        return SupplierPage(
            balance: await esim.balance, webhook: await esim.webhook,
            rows: await esim.orderNumbers.reversed().prefix(100).compactMap { orders[$0] }.map { order in
                SupplierPage.Row(order: order, profiles: order.profiles.compactMap { profiles[$0] })
            }
        ).answer
    }
}
