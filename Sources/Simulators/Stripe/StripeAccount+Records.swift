// SPDX-License-Identifier: Apache-2.0

extension StripeAccount {
    func paymentIntent(_ id: String, expand: [String]) throws(StripeError) -> JSON {
        guard let intent = intents[id] else { throw .noSuch("payment_intent", id, param: "intent") }
        let charge = intent.latestCharge.flatMap { charges[$0] }
        return intent.json(latestCharge: expand.contains("latest_charge") ? charge?.json : nil)
    }

    func charge(_ id: String) throws(StripeError) -> JSON {
        guard let charge = charges[id] else { throw .noSuch("charge", id, param: "id") }
        return charge.json
    }

    func event(_ id: String) throws(StripeError) -> JSON {
        guard let event = events.last(where: { $0["id"]?.string == id }) else {
            throw .noSuch("event", id, param: "id")
        }
        return event
    }

    /// `GET /v1/events`: newest first, by `type` (with `*` at its end) or `types[]`, and `created[gte]`.
    func listEvents(_ query: FormFields) -> JSON {
        let types = query.list("types") + (query.nonEmpty("type").map { [$0] } ?? [])
        let since = query["created[gte]"].flatMap { Int64($0) } ?? 0
        let all = events.reversed().filter { event in
            let type = event["type"]?.string ?? ""
            let wanted = types.contains { $0 == type || ($0.hasSuffix("*") && type.hasPrefix($0.dropLast())) }
            return (types.isEmpty || wanted) && (event["created"]?.integer ?? 0) >= since
        }
        return StripeList.page(of: all.map { ($0["id"]?.string ?? "", $0) }, query, url: "/v1/events")
    }

    /// The buyer's bank takes the money back for now; nil if there is no such charge.
    func dispute(_ chargeID: String, reason: String) -> Dispute? {
        guard var charge = charges[chargeID] ?? intents[chargeID].flatMap({ $0.latestCharge }).flatMap({ charges[$0] })
        else { return nil }
        charge.disputed = true
        charges[charge.id] = charge
        let dispute = Dispute(
            id: StripeID.make("dp"), created: now, amount: charge.amount, currency: charge.currency, charge: charge.id,
            paymentIntent: charge.paymentIntent, reason: reason)
        disputes[dispute.id] = dispute
        emit("charge.dispute.created", dispute.json)
        emit("charge.dispute.funds_withdrawn", dispute.json)
        return dispute
    }

    /// The dispute ends; nil if there is no such dispute.
    func closeDispute(_ id: String, won: Bool) -> Dispute? {
        guard var dispute = disputes[id] else { return nil }
        let before = dispute.status
        dispute.status = won ? "won" : "lost"
        disputes[id] = dispute
        emit("charge.dispute.closed", dispute.json, previous: ["status": .string(before)])
        if won { emit("charge.dispute.funds_reinstated", dispute.json) }
        return dispute
    }
}
