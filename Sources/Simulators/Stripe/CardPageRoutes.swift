// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

extension World {
    /// The form the buyer types the card into: Stripe's own page, on another origin than the shop.
    func addCardPageRoutes(to routes: inout Routes) {
        routes.get("/stripe/pay/{id}") { request in
            guard let session = await stripe.sessions[request.id] else { return .answer(CardPage.unknown) }
            let merchant = stripe.configuration.merchantName
            return .answer(
                session.status == .open
                    ? CardPage(session: session, merchant: merchant).answer
                    : CardPage.closed(session, merchant: merchant))
        }
        routes.post("/stripe/pay/{id}") { request in .answer(await pay(request, authenticated: nil)) }
        routes.post("/stripe/pay/{id}/authentication") { request in
            .answer(await pay(request, authenticated: request.form["answer"] == "confirm"))
        }
    }

    private func pay(_ request: WorldRequest, authenticated: Bool?) async -> Answer {
        let form = request.form
        let merchant = stripe.configuration.merchantName
        guard let session = await stripe.sessions[request.id] else { return CardPage.unknown }
        let payer = CheckoutSession.Payer(
            email: form.nonEmpty("email") ?? session.customerEmail, name: form.nonEmpty("name"),
            country: form.nonEmpty("country"))
        if form["method"] == "bank" {
            let outcome = await stripe.payByBankDebit(request.id, by: payer)
            return await answer(to: outcome, merchant: merchant, form: form)
        }
        switch typedCard(in: form, payer: payer) {
        case .failure(let problem):
            return CardPage(session: session, merchant: merchant, form: form, problem: problem).answer
        case .success(let card):
            let outcome = await stripe.pay(request.id, with: card, by: payer, authenticated: authenticated)
            return await answer(to: outcome, merchant: merchant, form: form)
        }
    }

    private func typedCard(in form: FormFields, payer: CheckoutSession.Payer) -> Result<TestCard, TestCard.Problem> {
        guard payer.email != nil else {
            return .failure(TestCard.Problem(field: "email", message: "Your email is needed for the receipt."))
        }
        let today = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: clock.now().date)
        return Result { () throws(TestCard.Problem) in
            try TestCard(
                number: form["number"] ?? "", expiry: form["expiry"] ?? "", code: form["code"] ?? "",
                year: today.year ?? 0, month: today.month ?? 0)
        }
    }

    private func answer(to outcome: PaymentOutcome, merchant: String, form: FormFields) async -> Answer {
        await stripe.flush()
        switch outcome {
        case .paid(let session, let events), .processing(let session, let events):
            if scenarios[.stripe].webhookBeforeRedirect { await waitForWebhooks(events) }
            return .redirect(to: session.successAddress)
        case .asksForAuthentication(let session):
            return AuthenticationPage(session: session, merchant: merchant, form: form).answer
        case .declined(let session, let error):
            let problem = TestCard.Problem(field: "number", message: error.message)
            return CardPage(session: session, merchant: merchant, form: form, problem: problem).answer
        case .notOpen(let session): return CardPage.closed(session, merchant: merchant)
        case .noSuchSession: return CardPage.unknown
        }
    }

    /// At most ten seconds.
    private func waitForWebhooks(_ events: Set<String>) async {
        for _ in 0..<500 {
            if await webhooks.haveBeenTried(events) { return }
            do { try await Task.sleep(for: .milliseconds(20)) } catch { return }
        }
    }
}
