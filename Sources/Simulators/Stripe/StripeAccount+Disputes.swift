// SPDX-License-Identifier: Apache-2.0

/// The buyer's bank (docs.stripe.com/disputes/how-disputes-work, read 2026-11).
extension StripeAccount {
    /// The bank takes the money back for now, or only asks (`inquiry`); nil if there is no such charge.
    func dispute(_ chargeID: String, reason: String, amount: Int64? = nil, inquiry: Bool = false) -> Dispute? {
        guard var charge = charges[chargeID] ?? intents[chargeID].flatMap({ $0.latestCharge }).flatMap({ charges[$0] })
        else { return nil }
        charge.disputed = true
        charges[charge.id] = charge
        var dispute = Dispute(
            id: StripeID.make("dp"), created: now, amount: min(amount ?? charge.amount, charge.amount),
            currency: charge.currency, charge: charge.id, paymentIntent: charge.paymentIntent, reason: reason)
        if inquiry { dispute.status = "warning_needs_response" }
        disputes[dispute.id] = dispute
        emit("charge.dispute.created", dispute.json)
        if !inquiry { emit("charge.dispute.funds_withdrawn", dispute.json) }
        return dispute
    }

    /// The shop hands evidence in; nil if there is no such dispute.
    func answerDispute(_ id: String) -> Dispute? {
        guard var dispute = disputes[id] else { return nil }
        let before = dispute.status
        dispute.isAnswered = true
        dispute.status = dispute.isInquiry ? "warning_under_review" : "under_review"
        disputes[id] = dispute
        emit("charge.dispute.updated", dispute.json, previous: ["status": .string(before)])
        return dispute
    }

    /// The bank was only asking and now takes the money back; nil if there is no such inquiry.
    func escalateDispute(_ id: String) -> Dispute? {
        guard var dispute = disputes[id], dispute.isInquiry else { return nil }
        let before = dispute.status
        dispute.status = "needs_response"
        disputes[id] = dispute
        emit("charge.dispute.updated", dispute.json, previous: ["status": .string(before)])
        emit("charge.dispute.funds_withdrawn", dispute.json)
        return dispute
    }

    /// The dispute ends: won, lost, or `prevented`; an inquiry closes whatever was asked for. Nil if there is no such dispute.
    func closeDispute(_ id: String, as ending: String) -> Dispute? {
        guard var dispute = disputes[id] else { return nil }
        let before = dispute.status
        let tookMoney = !dispute.isInquiry
        dispute.status = tookMoney ? ending : "warning_closed"
        disputes[id] = dispute
        emit("charge.dispute.closed", dispute.json, previous: ["status": .string(before)])
        if tookMoney, ending != "lost" { emit("charge.dispute.funds_reinstated", dispute.json) }
        return dispute
    }
}
