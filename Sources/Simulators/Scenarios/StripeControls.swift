// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Values

/// Stripe's dashboard and the buyer's bank:
///
///     GET  /control/stripe                          sessions, charges, refunds, disputes, endpoints
///     POST /control/stripe/endpoints {"url": …, "secrets": ["whsec_…"]}   replaces all endpoints; two secrets roll
///     POST /control/stripe/pay/{session} {"number": "4242…", "email": …, "method": "card|bank"}
///     POST /control/stripe/settle/{session} {"succeeded": true}           a bank debit's end
///     POST /control/stripe/expire/{session}
///     POST /control/stripe/refunds/{refund} {"succeeded": true}           a refund's end; a bank may send back what had succeeded
///     POST /control/stripe/refund/{charge or payment intent} {"amount": 1000}   somebody refunds in the dashboard
///     POST /control/stripe/dispute/{charge or payment intent} {"reason": "fraudulent", "amount": …, "inquiry": false}
///     POST /control/stripe/dispute/{dispute}/answer                       evidence is handed in
///     POST /control/stripe/dispute/{dispute}/escalate                     an inquiry becomes a dispute
///     POST /control/stripe/dispute/{dispute}/close {"won": false}         or {"ending": "won|lost|prevented"}
///     POST /control/stripe/redeliver/{event}
extension World {
    func addStripeControls(to routes: inout Routes) {
        routes.get("/control/stripe") { _ in .answer(.json(await stripe.overview())) }
        routes.post("/control/stripe/endpoints") { request in
            let secrets = request.fields["secrets"]?.array?.compactMap(\.string) ?? []
            guard let url = request.fields["url"]?.nonEmpty, !secrets.isEmpty else {
                return .answer(.badRequest("give url and secrets"))
            }
            await stripe.setEndpoints([.init(url: url, secrets: secrets)])
            return .answer(done(request))
        }
        routes.post("/control/stripe/pay/{id}") { request in .answer(await payUnseen(request)) }
        stripeControl(&routes, "settle/{id}", "bank debit waiting") { account, request in
            account.settleDebit(request.id, succeeded: request.succeeded) ? account.sessions[request.id]?.json() : nil
        }
        stripeControl(&routes, "expire/{id}", "open session") { account, request in
            try? account.expireSession(request.id)  // A refusal here means there is nothing to expire.
        }
        stripeControl(&routes, "refunds/{id}", "pending refund") { account, request in
            account.finishRefund(request.id, succeeded: request.succeeded) ? account.refunds[request.id]?.json : nil
        }
        stripeControl(&routes, "dispute/{id}", "charge") { account, request in
            account.dispute(
                request.id, reason: request.fields["reason"]?.nonEmpty ?? "fraudulent",
                amount: request.fields["amount"]?.integer, inquiry: request.fields["inquiry"]?.bool ?? false)?.json
        }
        stripeControl(&routes, "dispute/{id}/answer", "dispute") { $0.answerDispute($1.id)?.json }
        stripeControl(&routes, "dispute/{id}/escalate", "inquiry") { $0.escalateDispute($1.id)?.json }
        stripeControl(&routes, "dispute/{id}/close", "dispute") { account, request in
            let ending = request.fields["ending"]?.nonEmpty ?? (request.fields["won"]?.bool == true ? "won" : "lost")
            return account.closeDispute(request.id, as: ending)?.json
        }
        stripeControl(&routes, "refund/{id}", "charge with so much left") { account, request in
            account.refundByHand(request.id, amount: request.fields["amount"]?.integer)
        }
        routes.post("/control/stripe/redeliver/{id}") { request in
            .answer(await webhooks.redeliver(request.id) ? done(request) : .notFound("event sent before"))
        }
    }

    private func stripeControl(
        _ routes: inout Routes, _ path: String, _ what: String,
        _ work: @escaping @Sendable (isolated StripeAccount, WorldRequest) -> JSON?
    ) {
        routes.post("/control/stripe/" + path) { request in
            let found = await work(stripe, request)
            await stripe.flush()
            return .answer(found.map { done(request, $0) } ?? .notFound(what))
        }
    }

    /// Pays without a browser: answers where the buyer would be sent, or why not.
    private func payUnseen(_ request: WorldRequest) async -> Answer {
        let fields = request.fields
        guard let session = await stripe.sessions[request.id] else { return .notFound("session") }
        let payer = CheckoutSession.Payer(
            email: fields["email"]?.nonEmpty ?? session.customerEmail ?? "buyer@example.com",
            name: fields["name"]?.nonEmpty, country: fields["country"]?.nonEmpty)
        let card = Result { () throws(TestCard.Problem) in
            try TestCard(
                number: fields["number"]?.nonEmpty ?? "4242424242424242", expiry: "12/49", code: "123", year: 2020,
                month: 1)
        }
        let outcome: PaymentOutcome
        switch (fields["method"]?.string, card) {
        case ("bank", _): outcome = await stripe.payByBankDebit(request.id, by: payer)
        case (_, .success(let card)):
            outcome = await stripe.pay(
                request.id, with: card, by: payer, authenticated: fields["authenticated"]?.bool)
        case (_, .failure(let problem)): return .badRequest(problem.message)
        }
        await stripe.flush()
        switch outcome {
        case .paid(let session, _), .processing(let session, _):
            return done(request, ["redirect": .string(session.successAddress)])
        case .asksForAuthentication: return .json(["requires": "authentication"])
        case .declined(_, let error): return .json(error.json, status: .init(code: error.status))
        case .notOpen, .noSuchSession: return .badRequest("the session is not open")
        }
    }
}

extension WorldRequest {
    fileprivate var succeeded: Bool {
        fields["succeeded"].map { $0.bool ?? ($0.string != "false") } ?? true
    }
}

extension StripeAccount {
    func overview() -> JSON {
        [
            "sessions": .array(sessionOrder.reversed().compactMap { sessions[$0]?.json(withLines: true) }),
            "paymentIntents": .array(intents.values.map { $0.json() }), "charges": .array(charges.values.map(\.json)),
            "refunds": .array(refundOrder.compactMap { refunds[$0]?.json }),
            "disputes": .array(disputes.values.map(\.json)),
            "endpoints": .array(
                endpoints.map {
                    ["url": .string($0.url), "secrets": .array($0.secrets.map { .string($0) })]
                }),
        ]
    }
}
