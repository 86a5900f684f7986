// SPDX-License-Identifier: Apache-2.0

extension StripeAccount {
    /// `POST /v1/refunds`: all of what is left unless an amount is named.
    func createRefund(_ form: FormFields) throws(StripeError) -> JSON {
        let charge = try chargeToRefund(form)
        guard charge.unrefunded > 0 else {
            throw StripeError(
                status: 400, code: "charge_already_refunded",
                message: "Charge \(charge.id) has already been refunded.", begun: true)
        }
        let amount =
            form.nonEmpty("amount") == nil
            ? charge.unrefunded : try CheckoutSession.integer(form, "amount", atLeast: 1)
        guard amount <= charge.unrefunded else {
            throw StripeError(
                status: 400,
                message: "Refund amount (\(amount)) is greater than unrefunded amount on charge"
                    + " (\(charge.unrefunded))", param: "amount", begun: true)
        }
        let reason = form.nonEmpty("reason")
        guard reason.map({ ["duplicate", "fraudulent", "requested_by_customer"].contains($0) }) ?? true else {
            throw .invalid(
                "reason", "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer")
        }
        let refund = Refund(
            id: StripeID.make("re"), created: now, amount: amount, currency: charge.currency, charge: charge.id,
            paymentIntent: charge.paymentIntent, reason: reason,
            metadata: try CheckoutSession.metadata(form, "metadata"),
            status: Refund.Status(rawValue: scenarios[.stripe].refundOutcome) ?? .succeeded)
        record(refund)
        return refund.json
    }

    func refund(_ id: String) throws(StripeError) -> JSON {
        guard let refund = refunds[id] else { throw .noSuch("refund", id, param: "id") }
        return refund.json
    }

    func listRefunds(_ query: FormFields) -> JSON {
        let all = refundOrder.reversed().compactMap { refunds[$0] }.filter { refund in
            (query.nonEmpty("payment_intent").map { $0 == refund.paymentIntent } ?? true)
                && (query.nonEmpty("charge").map { $0 == refund.charge } ?? true)
        }
        return StripeList.page(of: all.map { (id: $0.id, json: $0.json) }, query, url: "/v1/refunds")
    }

    /// Somebody refunds in the dashboard; nil when not so much is left.
    func refundByHand(_ id: String, amount: Int64?) -> JSON? {
        let charge = charges[id] ?? intents[id]?.latestCharge.flatMap { charges[$0] }
        guard let charge, charge.unrefunded > 0, (amount ?? 1) <= charge.unrefunded else { return nil }
        let refund = Refund(
            id: StripeID.make("re"), created: now, amount: amount ?? charge.unrefunded, currency: charge.currency,
            charge: charge.id, paymentIntent: charge.paymentIntent, reason: "requested_by_customer", metadata: [],
            status: .succeeded)
        record(refund)
        return refund.json
    }

    /// A pending refund reaches its end, or a bank sends back one that had succeeded; false if there is none.
    func finishRefund(_ id: String, succeeded: Bool) -> Bool {
        guard var refund = refunds[id], refund.status == .pending || (refund.status == .succeeded && !succeeded) else {
            return false
        }
        let before = refund.status.rawValue
        refund.status = succeeded ? .succeeded : .failed
        refunds[id] = refund
        if succeeded {
            emit("refund.updated", refund.json, previous: ["status": .string(before)])
        } else {
            charges[refund.charge]?.amountRefunded -= refund.amount
            emit("refund.failed", refund.json, previous: ["status": .string(before)])
        }
        return true
    }

    private func record(_ refund: Refund) {
        refunds[refund.id] = refund
        refundOrder.append(refund.id)
        emit("refund.created", refund.json)
        guard refund.status != .failed, var charge = charges[refund.charge] else {
            emit("refund.failed", refund.json)
            return
        }
        let before = charge.amountRefunded
        charge.amountRefunded += refund.amount
        charges[charge.id] = charge
        emit("charge.refunded", charge.json, previous: ["amount_refunded": .integer(before), "refunded": false])
        if refund.status == .succeeded { emit("refund.updated", refund.json) }
    }

    private func chargeToRefund(_ form: FormFields) throws(StripeError) -> Charge {
        if let id = form.nonEmpty("charge") {
            guard let charge = charges[id] else { throw .noSuch("charge", id, param: "charge") }
            return charge
        }
        guard let id = form.nonEmpty("payment_intent") else {
            throw StripeError(
                status: 400, code: "parameter_missing",
                message: "One of the following params should be provided for this request: payment_intent or charge.")
        }
        guard let intent = intents[id] else { throw .noSuch("payment_intent", id, param: "payment_intent") }
        guard intent.status == .succeeded, let charge = intent.latestCharge.flatMap({ charges[$0] }) else {
            throw StripeError(
                status: 400, code: "charge_not_refundable",
                message: "This PaymentIntent (\(id)) does not have a successful charge to refund.",
                param: "payment_intent", begun: true)
        }
        return charge
    }
}
