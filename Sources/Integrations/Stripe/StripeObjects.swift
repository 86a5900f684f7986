// SPDX-License-Identifier: Apache-2.0

import Commerce
import Values

/// A Checkout Session as far as it is used (docs.stripe.com/api/checkout/sessions/object). An unknown state is an error:
/// guessing what a payment means is worse than asking again.
struct StripeSession: Decodable {
    enum Status: String, Decodable { case open, complete, expired }
    enum PaymentStatus: String, Decodable {
        case paid, unpaid
        case notRequired = "no_payment_required"
    }

    let id: String
    let status: Status
    let paymentStatus: PaymentStatus
    let amountTotal: Int64
    let currency: String
    let paymentIntent: Expandable<StripeIntent>?
    let clientReferenceID: String?
    let url: String?
    let expiresAt: Int64
    let livemode: Bool

    enum CodingKeys: String, CodingKey {
        case id, status, currency, url, livemode
        case paymentStatus = "payment_status"
        case amountTotal = "amount_total"
        case paymentIntent = "payment_intent"
        case clientReferenceID = "client_reference_id"
        case expiresAt = "expires_at"
    }
}

struct StripeIntent: Decodable, StripeIdentified {
    let id: String
    let amount: Int64
    let currency: String
    let latestCharge: Expandable<StripeCharge>?
    let metadata: [String: String]?

    enum CodingKeys: String, CodingKey {
        case id, amount, currency, metadata
        case latestCharge = "latest_charge"
    }
}

struct StripeCharge: Decodable, StripeIdentified {
    struct Method: Decodable {
        struct Card: Decodable {
            let brand: String?
            let last4: String?
            let fingerprint: String?
        }
        let card: Card?
    }

    let id: String
    let amount: Int64
    let currency: String
    let paymentIntent: String?
    let refunded: Bool
    let metadata: [String: String]?
    let method: Method?

    enum CodingKeys: String, CodingKey {
        case id, amount, currency, refunded, metadata
        case paymentIntent = "payment_intent"
        case method = "payment_method_details"
    }

    var card: CardSummary? {
        guard let brand = method?.card?.brand, let lastFour = method?.card?.last4 else { return nil }
        return CardSummary(brand: brand, lastFour: lastFour, fingerprint: method?.card?.fingerprint)
    }
}

struct StripeRefund: Decodable {
    enum Status: String, Decodable {
        case pending, succeeded, failed, canceled
        case requiresAction = "requires_action"
    }

    let id: String
    let amount: Int64
    let currency: String
    let status: Status
    let charge: String?
    let paymentIntent: String?
    let metadata: [String: String]?
    let failureReason: String?

    enum CodingKeys: String, CodingKey {
        case id, amount, currency, status, charge, metadata
        case paymentIntent = "payment_intent"
        case failureReason = "failure_reason"
    }
}

struct StripeDispute: Decodable {
    let id: String
    let amount: Int64
    let currency: String
    let status: String
    let reason: String
    let charge: String
    let paymentIntent: String?
    let evidence: Evidence?

    struct Evidence: Decodable {
        let dueBy: Int64?

        enum CodingKeys: String, CodingKey {
            case dueBy = "due_by"
        }
    }

    enum CodingKeys: String, CodingKey {
        case id, amount, currency, status, reason, charge
        case paymentIntent = "payment_intent"
        case evidence = "evidence_details"
    }
}

protocol StripeIdentified {
    var id: String { get }
}

/// A reference that Stripe gives as an id, or as the whole object when asked to expand it.
enum Expandable<Object: Decodable & StripeIdentified>: Decodable {
    case id(String)
    indirect case object(Object)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let id = try? container.decode(String.self) {  // Not a text: then it must be the object.
            self = .id(id)
        } else {
            self = .object(try container.decode(Object.self))
        }
    }

    var id: String {
        switch self {
        case .id(let id): id
        case .object(let object): object.id
        }
    }

    var object: Object? {
        if case .object(let object) = self { object } else { nil }
    }
}

extension Money {
    /// Stripe counts in the smallest unit as we do, and the dong has none smaller (docs.stripe.com/currencies,
    /// "Zero-decimal currencies"). Nil for a currency that is not ours.
    init?(stripeAmount amount: Int64, _ code: String) {
        guard let currency = Currency(rawValue: code.uppercased()) else { return nil }
        self.init(minorUnits: amount, currency: currency)
    }
}
