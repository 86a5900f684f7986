// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Values

/// The envelope of a webhook (docs.stripe.com/api/events/object).
struct StripeEvent: Decodable {
    let id: String
    let object: String
    let type: String
    let livemode: Bool

    /// Throws for anything that is no event of the v1 API: the thin events of v2 carry no object to read.
    init(_ body: [UInt8]) throws {
        self = try JSONDecoder().decode(StripeEvent.self, from: Data(body))
        guard object == "event", !id.isEmpty, id.utf8.count <= 255 else { throw NoStripeEvent(object: object) }
    }
}

struct NoStripeEvent: Error {
    let object: String
}

extension StripeEvent {
    /// What the event says about a payment; nil for types that ask nothing of us, known or to come.
    ///
    /// A declined card (`payment_intent.payment_failed`) is no failure of the payment: the page stays open for another.
    /// `charge.refunded` comes before a refund is decided, so the refund's own events are read instead.
    func report(in body: [UInt8]) throws -> PaymentReport? {
        switch type {
        case "checkout.session.completed":
            let session: StripeSession = try subject(of: body)
            return session.told(session.paymentStatus == .unpaid ? .pending : .paid, by: id)
        case "checkout.session.async_payment_succeeded":
            return try (subject(of: body) as StripeSession).told(.paid, by: id)
        case "checkout.session.async_payment_failed":
            return try (subject(of: body) as StripeSession).told(.failed, by: id)
        case "checkout.session.expired":
            return try (subject(of: body) as StripeSession).told(.expired, by: id)
        case "payment_intent.succeeded":
            return try (subject(of: body) as StripeIntent).report(.paid, event: id)
        case "charge.succeeded":
            return try (subject(of: body) as StripeCharge).report(.paid, event: id)
        case "refund.created", "refund.updated", "refund.failed":
            return try (subject(of: body) as StripeRefund).report(event: id)
        case "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed":
            return try (subject(of: body) as StripeDispute).report(event: id)
        case "charge.dispute.funds_withdrawn":
            return try (subject(of: body) as StripeDispute).report(funds: .withdrawn, event: id)
        case "charge.dispute.funds_reinstated":
            return try (subject(of: body) as StripeDispute).report(funds: .reinstated, event: id)
        default:
            return nil
        }
    }

    private func subject<Object: Decodable>(of body: [UInt8]) throws -> Object {
        try JSONDecoder().decode(Envelope<Object>.self, from: Data(body)).data.object
    }
}

private struct Envelope<Object: Decodable>: Decodable {
    struct Content: Decodable { let object: Object }
    let data: Content
}

extension StripeSession {
    /// In a currency no plan of ours has, the amount is none of ours: the shop puts a paid one before a person.
    fileprivate func told(_ state: ReportedPayment, by event: String) -> PaymentReport {
        report(state, event: event, amount: Money(stripeAmount: amountTotal, currency))
    }
}
