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
    /// Nil while nothing is decided.
    func report(event: String) -> PaymentReport? {
        guard let amount = Money(stripeAmount: amount, currency), let payment = paymentIntent ?? charge
        else { return nil }
        let state: ReportedPayment
        switch status {
        case .succeeded: state = .refunded
        case .failed, .canceled: state = .refundFailed
        case .pending, .requiresAction: return nil
        }
        return PaymentReport(event: event, reference: nil, chargeReference: payment, state: state, amount: amount)
    }
}

extension StripeDispute {
    func report(_ state: ReportedPayment, event: String) -> PaymentReport? {
        guard let amount = Money(stripeAmount: amount, currency) else { return nil }
        return PaymentReport(
            event: event, reference: nil, chargeReference: paymentIntent ?? charge, state: state, amount: amount)
    }

    /// How a closed dispute ended; a closed inquiry (`warning_closed`) and a prevented one cost nothing.
    var ending: ReportedPayment {
        switch status {
        case "won", "warning_closed", "prevented": .disputeWon
        default: .disputeLost
        }
    }
}

extension OrderNumber {
    fileprivate init?(_ metadata: [String: String]?) {
        guard let text = metadata?["order_number"] else { return nil }
        self.init(text)
    }
}
