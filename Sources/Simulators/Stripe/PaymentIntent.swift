// SPDX-License-Identifier: Apache-2.0

/// A PaymentIntent as Checkout makes it when the buyer pays (docs.stripe.com/api/payment_intents/object).
struct PaymentIntent: Sendable {
    enum Status: String, Sendable {
        case requiresPaymentMethod = "requires_payment_method"
        case requiresAction = "requires_action"
        case processing
        case succeeded
        case canceled
    }

    let id: String
    let created: Int64
    let amount: Int64
    let currency: String
    let metadata: [(String, String)]
    let paymentMethodTypes: [String]
    let session: String
    var status = Status.requiresPaymentMethod
    var latestCharge: String?
    var lastError: StripeError?

    func json(latestCharge expanded: JSON? = nil) -> JSON {
        [
            "id": .string(id), "object": "payment_intent", "amount": .integer(amount), "amount_capturable": 0,
            "amount_details": ["tip": [:]], "amount_received": .integer(status == .succeeded ? amount : 0),
            "application": nil, "automatic_payment_methods": nil, "canceled_at": nil, "cancellation_reason": nil,
            "capture_method": "automatic_async", "client_secret": .string(id + "_secret_" + String(id.suffix(12))),
            "confirmation_method": "automatic", "created": .integer(created), "currency": .string(currency),
            "customer": nil, "description": nil, "last_payment_error": lastError?.json["error"] ?? nil,
            "latest_charge": expanded ?? JSON(latestCharge), "livemode": false, "metadata": JSON(metadata),
            "next_action": nil, "on_behalf_of": nil, "payment_method": nil, "payment_method_options": [:],
            "payment_method_types": .array(paymentMethodTypes.map { .string($0) }), "processing": nil,
            "receipt_email": nil, "setup_future_usage": nil, "shipping": nil, "statement_descriptor": nil,
            "status": .string(status.rawValue), "transfer_data": nil, "transfer_group": nil,
        ]
    }
}
