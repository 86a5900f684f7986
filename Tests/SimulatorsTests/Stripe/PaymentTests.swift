// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing

@testable import Simulators

@Suite("Paying on Stripe's page")
struct PaymentTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    private func session() async -> String {
        await world.stripe(.post, "/v1/checkout/sessions", TestWorld.session()).json["id"]?.string ?? ""
    }

    private func pay(_ id: String, _ number: String, expiry: String = "12 / 34", more: String = "") async
        -> TestWorld.Heard
    {
        await world.send(
            .post, "/stripe/pay/\(id)",
            body: "method=card&email=an%40example.com&number=\(number.percentEncoded)&expiry="
                + expiry.percentEncoded + "&code=123" + more,
            headers: ["Content-Type": "application/x-www-form-urlencoded"])
    }

    @Test func `a good card sends the buyer back with the session in the address`() async {
        let id = await session()

        let answer = await pay(id, "4242 4242 4242 4242")

        #expect(answer.status == 303)
        #expect(answer.header("Location") == "http://shop.localhost/thanks?s=\(id)")
        let paid = await world.stripe(.get, "/v1/checkout/sessions/\(id)?expand[]=payment_intent.latest_charge").json
        #expect(paid["status"] == "complete")
        #expect(paid["payment_status"] == "paid")
        let charge = paid["payment_intent"]?["latest_charge"]
        #expect(charge?["payment_method_details"]?["card"]?["last4"] == "4242")
        #expect(paid["payment_intent"]?["metadata"]?["order_number"] == "VC-1")
        #expect(
            await world.events() == [
                "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed",
            ])
    }

    @Test func `a number that is paid once is not paid twice`() async {
        let id = await session()

        _ = await pay(id, "4242424242424242")
        let again = await pay(id, "4242424242424242")

        #expect(again.text.contains("already done"))
        #expect(await world.world.stripe.charges.count == 1)
    }

    @Test(arguments: [
        ("4000000000000002", "Your card was declined.", "generic_decline"),
        ("4000000000009995", "Your card has insufficient funds.", "insufficient_funds"),
    ])
    func `a declined card keeps the page open and tells why`(number: String, message: String, reason: String) async {
        let id = await session()

        let answer = await pay(id, number)

        #expect(answer.status == 402)
        #expect(answer.text.contains(message))
        #expect(answer.text.contains("aria-invalid=\"true\""))
        #expect(!answer.text.contains(number))
        #expect(await world.events().last == "payment_intent.payment_failed")
        let intent = await world.world.stripe.intents.values.first
        #expect(intent?.lastError?.declineCode == reason)
        #expect(await pay(id, "4242424242424242").status == 303)
    }

    @Test(arguments: [("confirm", 303), ("refuse", 402)])
    func `a card with a further check asks first`(answer: String, status: Int) async {
        let id = await session()

        let asked = await pay(id, "4000002500003155")
        #expect(asked.status == 200)
        #expect(asked.text.contains("Is this you?"))

        let decided = await world.send(
            .post, "/stripe/pay/\(id)/authentication",
            body: "number=4000002500003155&expiry=12%2F34&code=123&email=an%40example.com&answer=\(answer)")
        #expect(decided.status == status)
    }

    @Test(arguments: [
        ("4242424242424241", "12/34", "number is invalid"), ("42", "12/34", "number is invalid"),
        ("4242424242424242", "12/20", "in the past"), ("4242424242424242", "13/34", "incomplete"),
    ])
    func `a slip of the pen is told beside its field`(number: String, expiry: String, words: String) async {
        let answer = await pay(await session(), number, expiry: expiry)

        #expect(answer.status == 402)
        #expect(answer.text.contains(words))
        #expect(await world.world.stripe.charges.isEmpty)
    }

    @Test(arguments: [(true, "succeeded", "paid"), (false, "failed", "unpaid")])
    func `a bank debit completes now and settles later`(succeeded: Bool, ending: String, status: String) async {
        let id = await session()
        await world.control("stripe/pay/\(id)", ["method": "bank"])
        let waiting = await world.stripe(.get, "/v1/checkout/sessions/\(id)").json
        #expect(waiting["status"] == "complete")
        #expect(waiting["payment_status"] == "unpaid")

        await world.control("stripe/settle/\(id)", ["succeeded": .bool(succeeded)])

        #expect(await world.events().last == "checkout.session.async_payment_\(ending)")
        #expect(await world.stripe(.get, "/v1/checkout/sessions/\(id)").json["payment_status"]?.string == status)
    }
}
