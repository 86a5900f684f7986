// SPDX-License-Identifier: Apache-2.0

import Commerce
import Values

/// Stripe's objects in the words of the shop.

extension StripeSession {
    /// What the session says now; nil when its currency is none of ours.
    var report: PaymentReport? {
        guard let amount = Money(stripeAmount: amountTotal, currency) else { return nil }
        let state = stateNow
        return report(state, event: "\(id):\(state.rawValue)", amount: amount)
    }

    func report(_ state: ReportedPayment, event: String, amount: Money?) -> PaymentReport {
        PaymentReport(
            event: event, reference: id, chargeReference: paymentIntent?.id,
            orderNumber: clientReferenceID.flatMap { OrderNumber($0) }, state: state, amount: amount,
            card: paymentIntent?.object?.latestCharge?.object?.card)
    }

    private var stateNow: ReportedPayment {
        switch (status, paymentStatus) {
        case (.open, _): .open
        case (.expired, _): .expired
        case (.complete, .unpaid): .pending
        case (.complete, .paid), (.complete, .notRequired):
            paymentIntent?.object?.latestCharge?.object?.refunded == true ? .refunded : .paid
        }
    }
}

extension StripeIntent {
    func report(_ state: ReportedPayment, event: String) -> PaymentReport? {
        guard let amount = Money(stripeAmount: amount, currency) else { return nil }
        return PaymentReport(
            event: event, reference: nil, chargeReference: id, orderNumber: OrderNumber(metadata), state: state,
            amount: amount, card: latestCharge?.object?.card)
    }
}

extension StripeCharge {
    /// A payment is known by its intent, which outlives the single try that a charge is.
    func report(_ state: ReportedPayment, event: String) -> PaymentReport? {
        guard let amount = Money(stripeAmount: amount, currency) else { return nil }
        return PaymentReport(
            event: event, reference: nil, chargeReference: paymentIntent ?? id, orderNumber: OrderNumber(metadata),
            state: state, amount: amount, card: card)
    }
}

extension StripeRefund {
    /// The amount may be a part of the payment's; nil in a currency that is not ours.
    func report(event: String) -> PaymentReport? {
        guard let amount = Money(stripeAmount: amount, currency), let payment = paymentIntent ?? charge
        else { return nil }
        return PaymentReport(
            event: event, reference: nil, chargeReference: payment, state: state, amount: amount, refund: told)
    }

    var told: ReportedRefund {
        let state: ReportedRefund.State
        switch status {
        case .succeeded: state = .refunded
        case .failed, .canceled: state = .failed
        case .pending, .requiresAction: state = .pending
        }
        let problem = state == .failed ? "stripe:" + (failureReason ?? status.rawValue) : nil
        return ReportedRefund(
            reference: id, id: metadata?["refund"].flatMap { ID<Refund>($0) }, state: state, problem: problem)
    }

    private var state: ReportedPayment {
        switch status {
        case .succeeded: .refunded
        case .failed, .canceled: .refundFailed
        case .pending, .requiresAction: .pending
        }
    }
}

extension StripeDispute {
    /// A state that is not known yet counts as open: a person looks.
    func report(funds: ReportedDispute.Funds? = nil, event: String) -> PaymentReport {
        let state: Dispute.State
        let reported: ReportedPayment
        switch status {
        case "warning_needs_response", "warning_under_review": (state, reported) = (.inquiry, .disputed)
        case "under_review": (state, reported) = (.underReview, .disputed)
        case "won": (state, reported) = (.won, .disputeWon)
        case "lost": (state, reported) = (.lost, .disputeLost)
        case "warning_closed", "prevented": (state, reported) = (.closed, .disputeWon)
        default: (state, reported) = (.needsResponse, .disputed)
        }
        let amount = Money(stripeAmount: amount, currency)
        return PaymentReport(
            event: event, reference: nil, chargeReference: paymentIntent ?? charge, state: reported, amount: amount,
            dispute: ReportedDispute(
                reference: id, state: state, reason: String(reason.prefix(60)), amount: amount,
                dueAt: evidence?.dueBy.map { Instant(milliseconds: $0 * 1000) }, funds: funds))
    }
}

extension OrderNumber {
    fileprivate init?(_ metadata: [String: String]?) {
        guard let text = metadata?["order_number"] else { return nil }
        self.init(text)
    }
}
