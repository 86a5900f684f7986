// SPDX-License-Identifier: Apache-2.0

/// The buyer told the bank that the payment was wrong (docs.stripe.com/api/disputes/object).
struct Dispute: Sendable {
    let id: String
    let created: Int64
    let amount: Int64
    let currency: String
    let charge: String
    let paymentIntent: String
    let reason: String
    var status = "needs_response"
    /// Whether evidence was handed in.
    var isAnswered = false

    /// A bank that only asks has not taken anything.
    var isInquiry: Bool { status.hasPrefix("warning_") }

    var json: JSON {
        [
            "id": .string(id), "object": "dispute", "amount": .integer(amount), "balance_transactions": [],
            "charge": .string(charge), "created": .integer(created), "currency": .string(currency), "evidence": [:],
            "evidence_details": [
                "due_by": .integer(created + 7 * 86_400), "has_evidence": .bool(isAnswered), "past_due": false,
                "submission_count": isAnswered ? 1 : 0,
            ], "is_charge_refundable": .bool(isInquiry), "livemode": false, "metadata": [:],
            "payment_intent": .string(paymentIntent), "reason": .string(reason), "status": .string(status),
        ]
    }
}
