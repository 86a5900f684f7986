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

}
