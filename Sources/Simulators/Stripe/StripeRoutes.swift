// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

extension World {
    /// Stripe's API under `/stripe`, and its hosted card page.
    func addStripeRoutes(to routes: inout Routes) {
        stripe(&routes, .post, "/v1/checkout/sessions") { try $0.createSession($1.form) }
        stripe(&routes, .get, "/v1/checkout/sessions") { $0.listSessions($1.query) }
        stripe(&routes, .get, "/v1/checkout/sessions/{id}") {
            try $0.session($1.id, expand: $1.query.list("expand"))
        }
        stripe(&routes, .get, "/v1/checkout/sessions/{id}/line_items") { try $0.lineItems(of: $1.id) }
        stripe(&routes, .post, "/v1/checkout/sessions/{id}/expire") { try $0.expireSession($1.id) }
        stripe(&routes, .post, "/v1/refunds") { try $0.createRefund($1.form) }
        stripe(&routes, .get, "/v1/refunds") { $0.listRefunds($1.query) }
        stripe(&routes, .get, "/v1/refunds/{id}") { try $0.refund($1.id) }
        stripe(&routes, .get, "/v1/payment_intents/{id}") {
            try $0.paymentIntent($1.id, expand: $1.query.list("expand"))
        }
        stripe(&routes, .get, "/v1/charges/{id}") { try $0.charge($1.id) }
        stripe(&routes, .get, "/v1/events") { $0.listEvents($1.query) }
        stripe(&routes, .get, "/v1/events/{id}") { try $0.event($1.id) }
        addCardPageRoutes(to: &routes)
    }

    private func stripe(
        _ routes: inout Routes, _ method: HTTPRequest.Method, _ path: String,
        _ work: @escaping @Sendable (isolated StripeAccount, WorldRequest) throws -> JSON
    ) {
        let handler: Routes.Handler = { request in
            await recorded(request, .stripe) { turn in
                let answer = await stripe.call(request, turn, work)
                await stripe.flush()
                return answer.http(for: request)
            }
        }
        if method == .get { routes.get("/stripe" + path, handler) } else { routes.post("/stripe" + path, handler) }
    }
}

extension WorldRequest {
    var id: String { parameters["id"] ?? "" }
}

extension StripeAnswer {
    func http(for request: WorldRequest) -> Answer {
        var answer = Answer.json(body, status: .init(code: status))
        answer.body = Array(body.prettyText.utf8) + [0x0a]
        func set(_ name: String, _ value: String?) {
            guard let value, let name = HTTPField.Name(name) else { return }
            answer.headers[name] = value
        }
        set("Request-Id", requestID)
        set("Stripe-Version", request.header("Stripe-Version") ?? StripeAccount.apiVersion)
        set("Idempotency-Key", request.method == .post ? request.header("Idempotency-Key") : nil)
        if replayed {
            set("Idempotent-Replayed", "true")
            set("Original-Request", requestID)
        }
        if status == 409 { set("Stripe-Should-Retry", "true") }
        if status == 401 { set("WWW-Authenticate", "Bearer realm=\"Stripe\"") }
        return answer
    }
}
