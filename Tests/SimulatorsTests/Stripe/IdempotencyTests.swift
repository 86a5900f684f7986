// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing
import Values

@testable import Simulators

@Suite("Stripe's idempotency keys")
struct IdempotencyTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    private func create(_ changes: [String: String] = [:], key: String = "key-1") async -> TestWorld.Heard {
        await world.stripe(.post, "/v1/checkout/sessions", TestWorld.session(changes), key: key)
    }

    @Test func `the same request under the same key gets the first answer and makes nothing new`() async {
        let first = await create()
        let second = await create()

        #expect(first.status == 200)
        #expect(second.text == first.text)
        #expect(first.header("Idempotent-Replayed") == nil)
        #expect(second.header("Idempotent-Replayed") == "true")
        #expect(await world.world.stripe.sessions.count == 1)
    }

    @Test func `other parameters under the same key are an idempotency error`() async {
        _ = await create()
        let other = await create(["client_reference_id": "VC-2"])

        #expect(other.status == 400)
        #expect(other.json["error"]?["type"] == "idempotency_error")
    }

    @Test func `a second request while the first is under way is answered 409`() async {
        await world.control("scenarios/stripe", ["latencyMilliseconds": 300])

        async let first = create()
        async let second = create()
        let answers = await [first, second].sorted { $0.status < $1.status }

        #expect(answers.map(\.status) == [200, 409])
        #expect(answers[1].json["error"]?["code"] == "idempotency_key_in_use")
    }

    @Test func `a 500 is kept and replayed`() async {
        await world.control("scenarios/stripe", ["failNext": 1, "failStatus": 500])

        #expect(await create().status == 500)
        #expect(await create().status == 500)
        #expect(await create(key: "key-2").status == 200)
    }

    @Test(arguments: [429, 503])
    func `what was refused at the door leaves the key free`(status: Int) async {
        await world.control("scenarios/stripe", ["failNext": 1, "failStatus": .integer(Int64(status))])

        #expect(await create().status == status)
        #expect(await create().status == 200)
    }

    @Test func `a request that was not valid leaves the key free`() async {
        #expect(await create(["success_url": "nowhere"]).status == 400)
        #expect(await create().status == 200)
    }

    @Test func `a lost answer is found again under its key`() async {
        await world.control("scenarios/stripe", ["loseAnswers": 1])

        let lost = await create()
        let found = await create()

        #expect(lost.isLost)
        #expect(!found.isLost)
        #expect(found.text == lost.text)
    }

    @Test func `after a day the key may be used anew`() async {
        let first = await create()
        world.clock.advance(by: .hours(24))

        #expect(await create().text != first.text)
    }

    @Test func `a key of more than 255 characters is refused`() async {
        #expect(await create(key: String(repeating: "k", count: 256)).status == 400)
    }
}
