// SPDX-License-Identifier: Apache-2.0

/// A Checkout Session in payment mode (docs.stripe.com/api/checkout/sessions/object, API 2026-06-24.dahlia).
struct CheckoutSession: Sendable {
    enum Status: String, Sendable { case open, complete, expired }
    enum PaymentStatus: String, Sendable {
        case paid, unpaid
        case notRequired = "no_payment_required"
    }

    struct Line: Sendable {
        let id: String
        let name: String
        let description: String?
        let unitAmount: Int64
        let quantity: Int64

        var total: Int64 { unitAmount * quantity }
    }

    let id: String
    let created: Int64
    var expiresAt: Int64
    var status = Status.open
    var paymentStatus = PaymentStatus.unpaid
    let currency: String
    let lines: [Line]
    let successURL: String
    let cancelURL: String?
    let clientReferenceID: String?
    let customerEmail: String?
    let locale: String?
    let metadata: [(String, String)]
    let intentMetadata: [(String, String)]
    let paymentMethodTypes: [String]
    /// The hosted page; only an open session has one.
    let url: String
    /// Made when the buyer pays, not before (API versions since 2022-08-01).
    var paymentIntent: String?
    var payer: Payer?

    struct Payer: Sendable {
        let email: String?
        let name: String?
        let country: String?
    }

    var total: Int64 { lines.reduce(0) { $0 + $1.total } }
}

extension CheckoutSession {
    func json(paymentIntent expanded: JSON? = nil, withLines: Bool = false) -> JSON {
        var json: JSON = [
            "id": .string(id), "object": "checkout.session", "adaptive_pricing": nil, "after_expiration": nil,
            "allow_promotion_codes": nil, "amount_subtotal": .integer(total), "amount_total": .integer(total),
            "automatic_tax": ["enabled": false, "liability": nil, "provider": nil, "status": nil],
            "billing_address_collection": nil, "cancel_url": JSON(cancelURL),
            "client_reference_id": JSON(clientReferenceID), "client_secret": nil, "consent": nil,
            "consent_collection": nil, "created": .integer(created), "currency": .string(currency),
            "currency_conversion": nil, "custom_fields": [], "customer": nil, "customer_creation": "if_required",
            "customer_details": customerDetails, "customer_email": JSON(customerEmail), "discounts": [],
            "expires_at": .integer(expiresAt), "invoice": nil, "invoice_creation": nil, "livemode": false,
            "locale": JSON(locale), "metadata": JSON(metadata), "mode": "payment",
            "payment_intent": expanded ?? JSON(paymentIntent), "payment_link": nil,
            "payment_method_collection": "if_required", "payment_method_options": [:],
            "payment_method_types": .array(paymentMethodTypes.map { .string($0) }),
            "payment_status": .string(paymentStatus.rawValue), "phone_number_collection": ["enabled": false],
            "recovered_from": nil, "saved_payment_method_options": nil, "setup_intent": nil,
            "shipping_address_collection": nil, "shipping_cost": nil, "shipping_options": [],
            "status": .string(status.rawValue), "submit_type": nil, "subscription": nil,
            "success_url": .string(successURL),
            "total_details": ["amount_discount": 0, "amount_shipping": 0, "amount_tax": 0],
            "ui_mode": "hosted_page", "url": status == .open ? .string(url) : nil, "wallet_options": nil,
        ]
        if withLines { json["line_items"] = lineItems }
        return json
    }

    var lineItems: JSON {
        [
            "object": "list",
            "data": .array(
                lines.map { line in
                    [
                        "id": .string(line.id), "object": "item", "amount_discount": 0,
                        "amount_subtotal": .integer(line.total), "amount_tax": 0, "amount_total": .integer(line.total),
                        "currency": .string(currency), "description": .string(line.name),
                        "price": [
                            "object": "price", "currency": .string(currency), "type": "one_time",
                            "unit_amount": .integer(line.unitAmount),
                        ],
                        "quantity": .integer(line.quantity),
                    ]
                }),
            "has_more": false, "url": .string("/v1/checkout/sessions/\(id)/line_items"),
        ]
    }

    private var customerDetails: JSON {
        guard let email = payer?.email ?? customerEmail else { return nil }
        let address: JSON =
            payer == nil
            ? nil
            : [
                "city": nil, "country": JSON(payer?.country), "line1": nil, "line2": nil, "postal_code": nil,
                "state": nil,
            ]
        return [
            "address": address, "business_name": nil, "email": .string(email), "individual_name": nil,
            "name": JSON(payer?.name), "phone": nil, "tax_exempt": payer == nil ? nil : "none",
            "tax_ids": payer == nil ? nil : [],
        ]
    }

    /// Where the browser goes after paying: the template in the address is filled in.
    var successAddress: String {
        successURL.replacing("{CHECKOUT_SESSION_ID}", with: id)
            .replacing("%7BCHECKOUT_SESSION_ID%7D", with: id)
    }
}
