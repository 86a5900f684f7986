// SPDX-License-Identifier: Apache-2.0

/// Money going back (docs.stripe.com/api/refunds/object).
struct Refund: Sendable {
    enum Status: String, Sendable {
        case pending, succeeded, failed, canceled
    }

    let id: String
    let created: Int64
    let amount: Int64
    let currency: String
    let charge: String
    let paymentIntent: String
    let reason: String?
    let metadata: [(String, String)]
    var status: Status

    var json: JSON {
        var json: JSON = [
            "id": .string(id), "object": "refund", "amount": .integer(amount),
            "balance_transaction": status == .succeeded ? .string("txn_" + id.dropFirst(3)) : nil,
            "charge": .string(charge), "created": .integer(created), "currency": .string(currency),
            "destination_details": [
                "card": [
                    "reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund",
                ],
                "type": "card",
            ],
            "metadata": JSON(metadata), "payment_intent": .string(paymentIntent), "reason": JSON(reason),
            "receipt_number": nil, "source_transfer_reversal": nil, "status": .string(status.rawValue),
            "transfer_reversal": nil,
        ]
        if status == .failed { json["failure_reason"] = "lost_or_stolen_card" }
        return json
    }
}
