// SPDX-License-Identifier: Apache-2.0

/// What came of pressing "Pay" on the hosted page.
enum PaymentOutcome: Sendable {
    case paid(CheckoutSession, events: Set<String>)
    /// Taken on, the money comes later.
    case processing(CheckoutSession, events: Set<String>)
    case asksForAuthentication(CheckoutSession)
    case declined(CheckoutSession, StripeError)
    case notOpen(CheckoutSession)
    case noSuchSession
}

extension StripeAccount {
    /// The buyer pays with a card. `authenticated` is nil until the bank's own page has been answered.
    func pay(_ id: String, with card: TestCard, by payer: CheckoutSession.Payer, authenticated: Bool? = nil)
        -> PaymentOutcome
    {
        guard let session = sessions[id] else { return .noSuchSession }
        guard session.status == .open, session.expiresAt > now else { return .notOpen(session) }
        var intent = intentForPaying(session)
        let method = Charge.Method.card(
            brand: card.brand, last4: card.last4, month: Int64(card.month), year: Int64(card.year),
            authenticated: authenticated == true)
        switch (card.behaviour, authenticated) {
        case (.asksForAuthentication, nil):
            intent.status = .requiresAction
            intents[intent.id] = intent
            emit("payment_intent.requires_action", intent.json())
            return .asksForAuthentication(session)
        case (.asksForAuthentication, false):
            let error = StripeError(
                status: 402, type: "card_error", code: "payment_intent_authentication_failure",
                message: "We are unable to authenticate your payment method. Please choose a different payment method"
                    + " and try again.")
            return decline(session, intent, method, payer, error)
        case (.declines(let code, let reason, let message), _):
            let error = StripeError(
                status: 402, type: "card_error", code: code, declineCode: reason, message: message)
            return decline(session, intent, method, payer, error)
        case (.accepts, _), (.asksForAuthentication, true):
            return settle(session, intent, method, payer)
        }
    }

    /// The buyer pays by bank debit: the session completes now, the money arrives or fails later.
    func payByBankDebit(_ id: String, by payer: CheckoutSession.Payer) -> PaymentOutcome {
        guard let session = sessions[id] else { return .noSuchSession }
        guard session.status == .open, session.expiresAt > now else { return .notOpen(session) }
        var intent = intentForPaying(session)
        let charge = makeCharge(intent, .bankDebit(last4: "6789"), payer, .pending)
        charges[charge.id] = charge
        intent.latestCharge = charge.id
        intent.status = .processing
        intents[intent.id] = intent
        complete(session, intent, payer, .unpaid)
        guard let session = sessions[id] else { return .noSuchSession }
        return .processing(
            session,
            events: [
                emit("payment_intent.processing", intent.json()), emit("checkout.session.completed", session.json()),
            ])
    }

    /// The bank has answered a debit.
    func settleDebit(_ id: String, succeeded: Bool) -> Bool {
        guard var session = sessions[id], let intentID = session.paymentIntent, var intent = intents[intentID],
            intent.status == .processing, let chargeID = intent.latestCharge
        else { return false }
        intent.status = succeeded ? .succeeded : .requiresPaymentMethod
        intent.lastError =
            succeeded
            ? nil
            : StripeError(
                status: 402, type: "card_error", code: "payment_method_customer_decline",
                message: "The customer's bank account could not be debited.")
        charges[chargeID]?.status = succeeded ? .succeeded : .failed
        intents[intentID] = intent
        session.paymentStatus = succeeded ? .paid : .unpaid
        sessions[id] = session
        if let charge = charges[chargeID] { emit(succeeded ? "charge.succeeded" : "charge.failed", charge.json) }
        emit(succeeded ? "payment_intent.succeeded" : "payment_intent.payment_failed", intent.json())
        emit("checkout.session.async_payment_" + (succeeded ? "succeeded" : "failed"), session.json())
        return true
    }

    private func intentForPaying(_ session: CheckoutSession) -> PaymentIntent {
        if let id = session.paymentIntent, let intent = intents[id] { return intent }
        let intent = PaymentIntent(
            id: StripeID.make("pi"), created: now, amount: session.total, currency: session.currency,
            metadata: session.intentMetadata, paymentMethodTypes: session.paymentMethodTypes, session: session.id)
        intents[intent.id] = intent
        sessions[session.id]?.paymentIntent = intent.id
        emit("payment_intent.created", intent.json())
        return intent
    }

    private func settle(
        _ session: CheckoutSession, _ paying: PaymentIntent, _ method: Charge.Method, _ payer: CheckoutSession.Payer
    ) -> PaymentOutcome {
        var intent = paying
        let charge = makeCharge(intent, method, payer, .succeeded)
        charges[charge.id] = charge
        intent.latestCharge = charge.id
        intent.status = .succeeded
        intent.lastError = nil
        intents[intent.id] = intent
        complete(session, intent, payer, .paid)
        guard let session = sessions[session.id] else { return .noSuchSession }
        return .paid(
            session,
            events: [
                emit("charge.succeeded", charge.json), emit("payment_intent.succeeded", intent.json()),
                emit("checkout.session.completed", session.json()),
            ])
    }

    private func decline(
        _ session: CheckoutSession, _ paying: PaymentIntent, _ method: Charge.Method, _ payer: CheckoutSession.Payer,
        _ error: StripeError
    ) -> PaymentOutcome {
        var intent = paying
        var charge = makeCharge(intent, method, payer, .failed)
        charge.failure = error
        charges[charge.id] = charge
        intent.status = .requiresPaymentMethod
        intent.latestCharge = charge.id
        intent.lastError = error
        intents[intent.id] = intent
        emit("charge.failed", charge.json)
        emit("payment_intent.payment_failed", intent.json())
        return .declined(session, error)
    }

    private func complete(
        _ session: CheckoutSession, _ intent: PaymentIntent, _ payer: CheckoutSession.Payer,
        _ status: CheckoutSession.PaymentStatus
    ) {
        var session = session
        session.status = .complete
        session.paymentStatus = status
        session.paymentIntent = intent.id
        session.payer = payer
        sessions[session.id] = session
    }

    private func makeCharge(
        _ intent: PaymentIntent, _ method: Charge.Method, _ payer: CheckoutSession.Payer, _ status: Charge.Status
    ) -> Charge {
        Charge(
            id: StripeID.make("ch"), created: now, amount: intent.amount, currency: intent.currency,
            paymentIntent: intent.id, metadata: intent.metadata, payer: payer, method: method, status: status)
    }
}
