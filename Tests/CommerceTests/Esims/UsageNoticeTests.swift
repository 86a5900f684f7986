// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Telling buyers in time")
struct UsageNoticeTests {
    private static let gigabyte = DataVolume.bytesPerGigabyte

    @Test func `little data is told of once, and once more when a top-up has been used up too`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            try await test.hear(order, used: 3 * Self.gigabyte)
            #expect(test.courier.mails.map(\.subject) == ["confirmation", "activation"])

            try await test.hear(order, used: 4 * Self.gigabyte)
            try await test.hear(order, used: 5 * Self.gigabyte, state: .usedUp)
            #expect(test.courier.mails.map(\.subject) == ["confirmation", "activation", "low-data"])

            try await test.hear(order, used: 5 * Self.gigabyte, of: 8 * Self.gigabyte)
            #expect(test.courier.mails.count == 3)
            try await test.hear(order, used: 7 * Self.gigabyte, of: 8 * Self.gigabyte)
            #expect(test.courier.mails.map(\.subject).suffix(2) == ["low-data", "low-data"])
            #expect(Set(test.courier.mails.map(\.identity)).count == 4)
        }
    }

    @Test func `a near end is told of once, three days before`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let end = test.clock.now() + .days(30)
            try await test.hear(order, used: 0, until: end)
            // The network is asked by the watch too, and says the same.
            for (days, count) in [(26, 2), (1, 3), (1, 3)] {
                test.clock.advance(by: .days(days))
                test.supplier.willHave(used: 0, until: end)
                try await test.hear(order, used: 0, until: end)
                #expect(test.courier.mails.count == count)
            }

            #expect(test.courier.mails.map(\.subject) == ["confirmation", "activation", "expiring"])
        }
    }

    @Test func `nothing is said of an eSIM that lies unused, rests or is over`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let end = test.clock.now() + .days(1)
            for state in [EsimState.ready, .installed, .suspended, .expired, .cancelled, .revoked] {
                try await test.hear(order, used: 5 * Self.gigabyte, until: end, state: state)
            }
            #expect(test.courier.mails.count == 2)
        }
    }

    @Test func `whoever switched it off hears nothing, and can switch it on again`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let buyer = Caller.person(try #require(order.person))

            #expect(try await test.shop.wantNotices(order.id, false, as: .person(.random())) == .notFound)
            #expect(try await test.shop.wantNotices(order.id, false, as: buyer) == .notWanted)
            #expect(try await test.shop.wantNotices(order.id, false, as: buyer) == .notWanted)
            try await test.hear(order, used: 4 * Self.gigabyte)
            #expect(test.courier.mails.count == 2)
            #expect(try await test.openAttentions().isEmpty, "nobody has to look at a wish that was kept")
            guard case .order(let shown) = try await test.shop.showOrder(order.id, as: buyer) else {
                throw CancellationError()
            }
            #expect(shown.wantsNotices == false)

            #expect(try await test.shop.wantNotices(order.id, true, as: buyer) == .wanted)
            try await test.hear(order, used: 6 * Self.gigabyte, of: 7 * Self.gigabyte)
            #expect(test.courier.mails.last?.subject == "low-data")
        }
    }

    @Test func `what was queued before the buyer said no does not go out`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let buyer = Caller.person(try #require(order.person))
            try await test.say(order, used: 4 * Self.gigabyte)

            #expect(try await test.shop.wantNotices(order.id, false, as: buyer) == .notWanted)
            try await test.work()

            #expect(test.courier.mails.count == 2)
            #expect(try await test.staffOrder(order.id)?.mails.last?.state == .failed)
        }
    }

    @Test func `what is no longer true when it would go out stays unsaid`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            try await test.say(order, used: 4 * Self.gigabyte)
            try await test.say(order, used: 4 * Self.gigabyte, of: 9 * Self.gigabyte)

            try await test.work()

            #expect(test.courier.mails.count == 2)
        }
    }

    @Test func `an erased buyer is told nothing`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            try await test.say(order, used: 4 * Self.gigabyte)

            try await test.vault.destroyKeys(of: try #require(order.person))
            try await test.work()

            #expect(test.courier.mails.count == 2)
        }
    }

    @Test func `the network is asked unasked while an eSIM lives, and not once it is over`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let end = test.clock.now() + .days(4)
            test.supplier.willHave(used: 0, until: end)
            try await test.work(after: .hours(6))
            test.supplier.willHave(used: 0, until: end)
            try await test.work(after: .hours(6))
            #expect(test.courier.mails.count == 2)

            // A day after delivery three are left: the look comes in time for the warning.
            for _ in 0..<3 {
                test.supplier.willHave(used: 0, until: end)
                try await test.work(after: .hours(6))
            }
            #expect(test.courier.mails.last?.subject == "expiring")

            test.supplier.willHave(used: 0, until: end, state: .expired)
            try await test.work(after: .hours(6))
            try await test.work(after: .days(30))
            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.state) == [.expired])
        }
    }

    @Test func `a buyer has the confirmation sent again, a few times a day and to no other address`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let buyer = Caller.person(try #require(order.person))

            #expect(try await test.shop.resendMail(.refunded, of: order.id, as: buyer) == .forbidden)
            #expect(try await test.shop.resendMail(.confirmation, of: order.id, as: .anonymous) == .forbidden)
            #expect(try await test.shop.resendMail(.confirmation, of: order.id, as: .person(.random())) == .notFound)
            for _ in 0..<3 {
                #expect(try await test.shop.resendMail(.confirmation, of: order.id, as: buyer) == .queued)
                try await test.work()
            }
            #expect(try await test.shop.resendMail(.confirmation, of: order.id, as: buyer) == .tooMany)

            #expect(test.courier.mails.map(\.subject).suffix(3) == Array(repeating: "confirmation", count: 3))
            #expect(Set(test.courier.mails.map(\.recipient)) == [TestShop.email])
        }
    }
}

extension TestShop {
    /// The network says how the order's eSIM stands, and what follows is done.
    fileprivate func hear(
        _ order: PlacedOrder, used: Int64, of total: Int64 = 5 * DataVolume.bytesPerGigabyte, until end: Instant? = nil,
        state: EsimState = .inUse
    ) async throws {
        try await say(order, used: used, of: total, until: end, state: state)
        try await work()
    }

    fileprivate func say(
        _ order: PlacedOrder, used: Int64, of total: Int64 = 5 * DataVolume.bytesPerGigabyte, until end: Instant? = nil,
        state: EsimState = .inUse
    ) async throws {
        supplier.willHave(used: used, of: total, until: end, state: state)
        #expect(try await shop.refreshUsage(order.id, as: .support, force: true) == .fresh)
    }
}

extension FakeSupplier {
    fileprivate func willHave(
        used: Int64, of total: Int64 = 5 * DataVolume.bytesPerGigabyte, until end: Instant? = nil,
        state: EsimState = .inUse
    ) {
        let made = Self.profile(1)
        willSay(
            .profiles([
                SuppliedProfile(
                    id: made.id, iccid: made.iccid, activationCode: made.activationCode,
                    status: EsimStatus(state: state, totalBytes: total, usedBytes: used, expiresAt: end))
            ]))
    }
}
