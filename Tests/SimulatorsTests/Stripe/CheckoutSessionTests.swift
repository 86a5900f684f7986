// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing
import Values

@testable import Simulators

@Suite("Stripe's checkout sessions")
struct CheckoutSessionTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    private func create(_ changes: [String: String] = [:]) async -> TestWorld.Heard {
        await world.stripe(.post, "/v1/checkout/sessions", TestWorld.session(changes))
    }

    @Test func `a new session is open, unpaid and has a page but no payment intent`() async throws {
        let session = await create().json

        #expect(session["status"] == "open")
        #expect(session["payment_status"] == "unpaid")
        #expect(session["payment_intent"] == .null)
        #expect(session["amount_total"] == 239_000)
        #expect(session["expires_at"] == .integer(1_790_000_000 + 86_400))
        let id = try #require(session["id"]?.string)
        #expect(session["url"] == .string("http://world.localhost:8080/stripe/pay/\(id)"))
    }

    @Test(arguments: [
        ("mode", "", "parameter_missing", "mode"),
        ("success_url", "nowhere", "url_invalid", "success_url"),
        ("customer_email", "an", "email_invalid", "customer_email"),
        ("line_items[0][quantity]", "0", "parameter_invalid_integer", "line_items[0][quantity]"),
        (
            "line_items[0][price_data][unit_amount]", "9.5", "parameter_invalid_integer",
            "line_items[0][price_data][unit_amount]"
        ),
        ("line_items[0][price_data][unit_amount]", "100", "amount_too_small", nil),
        ("surprise", "1", "parameter_unknown", "surprise"),
    ])
    func `a wrong parameter is refused by name`(name: String, value: String, code: String, param: String?) async {
        let refused = await create([name: value])

        #expect(refused.status == 400)
        #expect(refused.json["error"]?["type"] == "invalid_request_error")
        #expect(refused.json["error"]?["code"]?.string == code)
        #expect(refused.json["error"]?["param"]?.string == param)
    }

    @Test(arguments: [(60, 400), (1_800, 200), (86_400, 200), (90_000, 400)])
    func `a session lives between half an hour and a day`(seconds: Int, status: Int) async {
        #expect(await create(["expires_at": String(1_790_000_000 + seconds)]).status == status)
    }

    @Test func `when its time is over it expires and says so`() async {
        let id = await create().json["id"]?.string ?? ""

        world.clock.advance(by: .seconds(86_401))
        await world.world.stripe.expireDue()

        let session = await world.stripe(.get, "/v1/checkout/sessions/\(id)").json
        #expect(session["status"] == "expired")
        #expect(session["url"] == .null)
        #expect(await world.events() == ["checkout.session.expired"])
    }

    @Test func `only an open session can be expired`() async {
        let (id, _) = await world.paidSession()

        #expect(await world.stripe(.post, "/v1/checkout/sessions/\(id)/expire").status == 400)
        #expect(await world.stripe(.post, "/v1/checkout/sessions/cs_none/expire").status == 404)
    }

    @Test func `a call without the key or with a wrong one is answered 401`() async {
        let none = await world.send(.get, "/stripe/v1/events")
        let wrong = await world.send(.get, "/stripe/v1/events", headers: ["Authorization": "Bearer sk_test_other"])

        #expect(none.status == 401)
        #expect(wrong.status == 401)
        #expect(wrong.json["error"]?["message"]?.string?.contains("sk_test_other") == false)
    }
}

extension TestWorld {
    /// The types of all events so far, oldest first.
    func events() async -> [String] {
        await world.stripe.events.compactMap { $0["type"]?.string }
    }
}
