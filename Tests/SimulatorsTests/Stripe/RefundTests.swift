// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing

@testable import Simulators

@Suite("Stripe's refunds and disputes")
struct RefundTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    @Test func `a refund without an amount gives back all that is left`() async {
        let (_, intent) = await world.paidSession()

        let part = await world.stripe(.post, "/v1/refunds", ["payment_intent": intent, "amount": "39000"])
        let rest = await world.stripe(.post, "/v1/refunds", ["payment_intent": intent])
        let none = await world.stripe(.post, "/v1/refunds", ["payment_intent": intent])

        #expect(part.json["status"] == "succeeded")
        #expect(rest.json["amount"] == 200_000)
        #expect(none.status == 400)
        #expect(none.json["error"]?["code"] == "charge_already_refunded")
        let charge = await world.world.stripe.charges.values.first
        #expect(charge?.json["refunded"] == true)
        #expect(await world.events().count { $0 == "charge.refunded" } == 2)
    }

    @Test(arguments: [
        (["amount": "240000"], 400, "amount"), (["amount": "x"], 400, "amount"), (["reason": "bored"], 400, "reason"),
    ])
    func `more than was paid, or a reason of one's own, is refused`(
        fields: [String: String], status: Int, param: String
    ) async {
        let (_, intent) = await world.paidSession()

        let refused = await world.stripe(
            .post, "/v1/refunds", fields.merging(["payment_intent": intent]) { own, _ in own })

        #expect(refused.status == status)
        #expect(refused.json["error"]?["param"]?.string == param)
    }

    @Test func `a payment nobody knows cannot be refunded`() async {
        #expect(await world.stripe(.post, "/v1/refunds", ["payment_intent": "pi_none"]).status == 404)
        #expect(await world.stripe(.post, "/v1/refunds").status == 400)
    }

    @Test func `a pending refund that fails leaves the money to be refunded`() async {
        let (_, intent) = await world.paidSession()
        await world.control("scenarios/stripe", ["refundOutcome": "pending"])

        let refund = await world.stripe(.post, "/v1/refunds", ["payment_intent": intent]).json
        #expect(refund["status"] == "pending")
        await world.control("stripe/refunds/\(refund["id"]?.string ?? "")", ["succeeded": false])

        #expect(await world.events().last == "refund.failed")
        #expect(await world.world.stripe.charges.values.first?.unrefunded == 239_000)
    }

    @Test func `a dispute marks the charge, and closing it says how it ended`() async {
        let (_, intent) = await world.paidSession()

        let dispute = await world.control("stripe/dispute/\(intent)").json
        await world.control("stripe/dispute/\(dispute["id"]?.string ?? "")/close", ["won": true])

        #expect(await world.world.stripe.charges.values.first?.disputed == true)
        #expect(
            await world.events().suffix(4) == [
                "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed",
                "charge.dispute.funds_reinstated",
            ])
    }

    @Test func `events are listed newest first, by type and page`() async {
        _ = await world.paidSession()

        let charges = await world.stripe(.get, "/v1/events?type=charge.*").json["data"]?.array
        #expect(charges?.compactMap { $0["type"]?.string } == ["charge.succeeded"])
        let page = await world.stripe(.get, "/v1/events?limit=2").json
        #expect(page["has_more"] == true)
        let last = page["data"]?.array?.last?["id"]?.string ?? ""
        let next = await world.stripe(.get, "/v1/events?limit=2&starting_after=\(last)").json
        #expect(next["data"]?.array?.last?["type"] == "payment_intent.created")
    }
}
