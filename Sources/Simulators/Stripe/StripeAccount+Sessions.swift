// SPDX-License-Identifier: Apache-2.0

extension StripeAccount {
    func createSession(_ form: FormFields) throws(StripeError) -> JSON {
        let session = try CheckoutSession(creating: form, at: now) { "\(publicURL)/stripe/pay/\($0)" }
        sessions[session.id] = session
        sessionOrder.append(session.id)
        return json(of: session, expand: form.list("expand"))
    }

    func session(_ id: String, expand: [String] = []) throws(StripeError) -> JSON {
        json(of: try existingSession(id), expand: expand)
    }

    func lineItems(of id: String) throws(StripeError) -> JSON {
        try existingSession(id).lineItems
    }

    func listSessions(_ query: FormFields) -> JSON {
        let all = sessionOrder.reversed().compactMap { sessions[$0] }.filter { session in
            query.nonEmpty("payment_intent").map { $0 == session.paymentIntent } ?? true
        }
        return StripeList.page(
            of: all.map { (id: $0.id, json: json(of: $0, expand: [])) }, query, url: "/v1/checkout/sessions")
    }

    /// Only an open session can be expired by hand.
    func expireSession(_ id: String) throws(StripeError) -> JSON {
        let session = try existingSession(id)
        guard session.status == .open else {
            throw .invalid(
                "session",
                "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status"
                    + " of \(session.status.rawValue).")
        }
        expire(session)
        return json(of: try existingSession(id), expand: [])
    }

    /// Closes the sessions whose time is over.
    func expireDue() async {
        for session in sessions.values where session.status == .open && session.expiresAt <= now {
            expire(session)
        }
        await flush()
    }

    private func expire(_ session: CheckoutSession) {
        sessions[session.id]?.status = .expired
        guard let session = sessions[session.id] else { return }
        emit("checkout.session.expired", session.json())
    }

    func existingSession(_ id: String) throws(StripeError) -> CheckoutSession {
        guard let session = sessions[id] else { throw .noSuch("checkout.session", id, param: "session") }
        return session
    }

    func json(of session: CheckoutSession, expand: [String]) -> JSON {
        let expanded = expand.contains { $0.hasPrefix("payment_intent") }
        let intent = session.paymentIntent.flatMap { intents[$0] }
        let charge = intent?.latestCharge.flatMap { charges[$0] }
        let wholeCharge = expand.contains("payment_intent.latest_charge") ? charge?.json : nil
        return session.json(
            paymentIntent: expanded ? intent?.json(latestCharge: wholeCharge) : nil,
            withLines: expand.contains("line_items"))
    }
}

/// Stripe's lists: newest first, pages by the id of the last one seen.
enum StripeList {
    static func page(of items: [(id: String, json: JSON)], _ query: FormFields, url: String) -> JSON {
        let limit = min(max(query["limit"].flatMap { Int($0) } ?? 10, 1), 100)
        var rest = items[...]
        if let after = query.nonEmpty("starting_after"), let index = rest.firstIndex(where: { $0.id == after }) {
            rest = rest[(index + 1)...]
        }
        if let before = query.nonEmpty("ending_before"), let index = rest.firstIndex(where: { $0.id == before }) {
            rest = rest[..<index].suffix(limit)
        }
        return [
            "object": "list", "data": .array(rest.prefix(limit).map(\.json)), "has_more": .bool(rest.count > limit),
            "url": .string(url),
        ]
    }
}
