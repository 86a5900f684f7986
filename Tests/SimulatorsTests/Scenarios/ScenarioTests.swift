// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing
import Values

@testable import Simulators

@Suite("Letting things go wrong")
struct ScenarioTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    private func states() async -> [String] {
        await world.world.webhooks.deliveries.map { "\($0.notification.type) \($0.state)" }
    }

    @Test func `a switch is set by name and read back, the others stay`() async {
        await world.control("scenarios/stripe", ["failNext": 2])
        let read = await world.control("scenarios/stripe", ["webhookCopies": 3]).json

        #expect(read["failNext"] == 2)
        #expect(read["webhookCopies"] == 3)
        #expect(await world.control("scenarios/stripe", ["faiNext": 1]).status == 400)
        #expect(await world.control("scenarios/mail", ["mailMode": "nonsense"]).status == 400)
        #expect(await world.control("scenarios/paypal", ["failNext": 1]).status == 404)
    }

    @Test func `every field of a scenario has a switch`() {
        #expect(
            Mirror(reflecting: Scenario()).children.compactMap(\.label).sorted()
                == Scenario.switches.map(\.name).sorted())
    }

    @Test func `a failure may be meant for one address only`() async {
        await world.control("scenarios/esim-access", ["failAlways": true, "path": "/esim/order"])

        #expect(await world.supplier("balance/query", [:]).json["success"] == true)
        #expect(await world.supplier("esim/order", ["transactionId": "t"]).status == 503)
    }

    @Test func `notifications are held until released`() async {
        await world.control("scenarios/esim-access", ["webhookHold": true])
        _ = await world.allocatedProfile()
        #expect(await states() == ["ORDER_STATUS held"])

        let released = await world.control("webhooks/esim-access/release").json
        #expect(released["released"] == 1)
        #expect(await states() == ["ORDER_STATUS pending"])
    }

    @Test func `copies carry the same id, or ids of their own`() async {
        await world.control("scenarios/esim-access", ["webhookCopies": 3])
        _ = await world.allocatedProfile("t-1")
        #expect(Set(await world.world.webhooks.deliveries.map(\.notification.id)).count == 1)

        await world.control("reset")
        await world.control("scenarios/esim-access", ["webhookCopies": 3, "webhookFreshIDs": true])
        _ = await world.allocatedProfile("t-2")
        #expect(Set(await world.world.webhooks.deliveries.map(\.notification.id)).count == 3)
    }

    @Test func `notifications may come in the wrong order`() async {
        await world.control("scenarios/stripe", ["webhookReorder": 4])
        _ = await world.paidSession()

        #expect(
            await world.world.webhooks.deliveries.map(\.notification.type) == [
                "checkout.session.completed", "payment_intent.succeeded", "charge.succeeded", "payment_intent.created",
            ])
    }

    @Test func `every call is recorded with what it carried`() async {
        _ = await world.stripe(.post, "/v1/checkout/sessions", TestWorld.session(), key: "key-1")

        let calls = await world.send(.get, "/control/calls?provider=stripe").json.array ?? []
        #expect(calls.count == 1)
        #expect(calls.first?["headers"]?["idempotency-key"] == "key-1")
        #expect(calls.first?["body"]?.string?.contains("customer_email=an%40example%2ecom") == true)
        #expect(calls.first?["status"] == 200)
    }

    @Test func `a reset forgets everything`() async {
        _ = await world.paidSession()
        _ = await world.allocatedProfile()
        await world.control("reset")

        #expect(await world.send(.get, "/control/calls").json == [])
        #expect(await world.send(.get, "/control/webhooks").json == [])
        #expect(await world.world.stripe.sessions.isEmpty)
        #expect(await world.world.esim.orders.isEmpty)
    }

    @Test(arguments: ["/", "/mail", "/cards", "/supplier", "/scenarios", "/calls", "/webhooks"])
    func `each page of the world shows itself`(path: String) async {
        _ = await world.paidSession()
        _ = await world.allocatedProfile()

        let page = await world.send(.get, path)
        #expect(page.status == 200)
        #expect(page.text.contains("<main>"))
    }
}
