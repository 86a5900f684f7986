// SPDX-License-Identifier: Apache-2.0

/// A charge: one try to take the money (docs.stripe.com/api/charges/object).
struct Charge: Sendable {
    let id: String
    let created: Int64
    let amount: Int64
    let currency: String
    let paymentIntent: String
    let metadata: [(String, String)]
    let payer: CheckoutSession.Payer
    let method: Method
    var status: Status
    var failure: StripeError?
    var amountRefunded: Int64 = 0
    var disputed = false

    enum Status: String, Sendable { case succeeded, pending, failed }

    /// What was paid with: never more of a card than Stripe itself tells.
    enum Method: Sendable {
        case card(brand: String, last4: String, month: Int64, year: Int64, authenticated: Bool)
        case bankDebit(last4: String)
    }

    var unrefunded: Int64 { amount - amountRefunded }

    var json: JSON {
        [
            "id": .string(id), "object": "charge", "amount": .integer(amount),
            "amount_captured": .integer(status == .succeeded ? amount : 0),
            "amount_refunded": .integer(amountRefunded), "application": nil,
            "balance_transaction": status == .succeeded ? .string("txn_" + id.dropFirst(3)) : nil,
            "billing_details": [
                "address": [
                    "city": nil, "country": JSON(payer.country), "line1": nil, "line2": nil, "postal_code": nil,
                    "state": nil,
                ], "email": JSON(payer.email), "name": JSON(payer.name), "phone": nil, "tax_id": nil,
            ],
            "calculated_statement_descriptor": "SAMPAN WORLD", "captured": .bool(status == .succeeded),
            "created": .integer(created), "currency": .string(currency), "customer": nil, "description": nil,
            "disputed": .bool(disputed), "failure_balance_transaction": nil,
            "failure_code": JSON(failure?.code), "failure_message": JSON(failure?.message), "fraud_details": [:],
            "livemode": false, "metadata": JSON(metadata), "outcome": outcome, "paid": .bool(status == .succeeded),
            "payment_intent": .string(paymentIntent), "payment_method": .string("pm_" + id.dropFirst(3)),
            "payment_method_details": details, "receipt_email": nil, "receipt_number": nil, "receipt_url": nil,
            "refunded": .bool(amountRefunded == amount), "review": nil, "shipping": nil,
            "statement_descriptor": nil, "status": .string(status.rawValue), "transfer_group": nil,
        ]
    }

    private var outcome: JSON {
        if let failure {
            return [
                "network_status": "declined_by_network", "reason": JSON(failure.declineCode), "risk_level": "normal",
                "seller_message": .string("The bank returned the decline code `\(failure.declineCode ?? "")`."),
                "type": "issuer_declined",
            ]
        }
        return [
            "network_status": "approved_by_network", "reason": nil, "risk_level": "normal",
            "seller_message": "Payment complete.", "type": "authorized",
        ]
    }

    private var details: JSON {
        switch method {
        case .card(let brand, let last4, let month, let year, let authenticated):
            [
                "card": [
                    "amount_authorized": .integer(amount), "brand": .string(brand),
                    "checks": ["address_line1_check": nil, "address_postal_code_check": nil, "cvc_check": "pass"],
                    "country": "US", "exp_month": .integer(month), "exp_year": .integer(year),
                    "fingerprint": .string("WorldPrint" + last4), "funding": "credit", "installments": nil,
                    "last4": .string(last4),
                    "network": .string(brand),
                    "three_d_secure": authenticated ? ["result": "authenticated", "version": "2.2.0"] : nil,
                    "wallet": nil,
                ], "type": "card",
            ]
        case .bankDebit(let last4):
            ["type": "us_bank_account", "us_bank_account": ["bank_name": "WORLD BANK", "last4": .string(last4)]]
        }
    }
}
