// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("Coupons")
struct CouponTests {
    @Test func `a percentage is taken off by the shop, and the gateway, the books and the buyer see the same total`()
        async throws
    {
        try await withShop { test in
            try await test.make(try test.coupon("TET2027", .percent(20)))

            let order = try await test.place(test.draft(coupon: "tet-2027"))
            test.processor.willBegin()
            _ = try await test.begin(order)

            #expect(order.amount == Money(minorUnits: 224_000, currency: .vnd))
            let attempt = try #require(test.processor.attempts.last)
            #expect(attempt.amount == order.amount)
            #expect(attempt.lines.reduce(0) { $0 + $1.unitPrice.minorUnits * Int64($1.quantity) } == 224_000)
            let person = try #require(order.person)
            guard case .order(let shown) = try await test.shop.showOrder(order.id, as: .person(person)) else {
                Issue.record("not shown")
                return
            }
            #expect(shown.discount?.code == "TET2027")
            #expect(shown.discount?.amount == Money(minorUnits: 55_000, currency: .vnd))
        }
    }

    @Test func `lines told to a gateway add up to what is paid, however it is split`() async throws {
        try await withShop { test in
            try await test.make(try test.coupon("ODDS", .percent(33)))
            let lines: [OrderDraft.Line] = [
                .init(slug: "japan-1gb-7d", quantity: 3), .init(slug: "thailand-1gb-7d", quantity: 1),
                .init(slug: "europe-3gb-15d", quantity: 2),
            ]

            let order = try await test.place(test.draft(lines, currency: .usd, coupon: "ODDS"))
            test.processor.willBegin()
            _ = try await test.begin(order)

            let attempt = try #require(test.processor.attempts.last)
            let sum = attempt.lines.reduce(0) { $0 + $1.unitPrice.minorUnits * Int64($1.quantity) }
            #expect(sum == order.amount.minorUnits)
        }
    }

    @Test func `of two buyers after the last use one gets it and the other is told, and nothing is counted twice`()
        async throws
    {
        try await withShop { test in
            try await test.make(try test.coupon("LAST", .percent(10), limit: 1))
            let drafts = (1...6).map { test.draft(email: "buyer\($0)@example.com", coupon: "LAST") }

            let outcomes = try await withThrowingTaskGroup(of: PlaceOrder.Outcome.self) { group in
                for draft in drafts { group.addTask { try await test.shop.placeOrder(draft) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            let placed = outcomes.filter { if case .placed = $0 { true } else { false } }
            let refused = outcomes.filter { if case .couponRefused(.noSuchCode) = $0 { true } else { false } }
            #expect((placed.count, refused.count) == (1, 5))
            #expect(try await test.uses("LAST") == 1)
            #expect(try await test.count("orders") == 1)
        }
    }

    @Test func `one address cannot use a code more often than allowed, even at the same moment`() async throws {
        try await withShop { test in
            try await test.make(try test.coupon("ONCE", .percent(10), perBuyer: 1))
            let drafts = (1...4).map { _ in test.draft(email: "An.Nguyen@example.com", coupon: "ONCE") }

            let outcomes = try await withThrowingTaskGroup(of: PlaceOrder.Outcome.self) { group in
                for draft in drafts { group.addTask { try await test.shop.placeOrder(draft) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(outcomes.filter { if case .placed = $0 { true } else { false } }.count == 1)
            #expect(outcomes.filter { if case .couponRefused(.usedByBuyer) = $0 { true } else { false } }.count == 3)
            #expect(try await test.uses("ONCE") == 1)
        }
    }

    @Test func `an order that nobody pays gives its use back, once`() async throws {
        try await withShop { test in
            try await test.make(try test.coupon("BACK", .percent(10), limit: 1))
            let order = try await test.place(test.draft(coupon: "BACK"))
            #expect(try await test.uses("BACK") == 1)

            try await test.work(after: .hours(25))
            #expect(try await test.uses("BACK") == 0)
            let person = try #require(order.person)
            _ = try await test.shop.cancelOrder(order.id, as: .person(person))
            #expect(try await test.uses("BACK") == 0)

            _ = try await test.place(test.draft(email: "second@example.com", coupon: "BACK"))
            #expect(try await test.uses("BACK") == 1)
        }
    }

    @Test func `a cancelled order gives its use back too`() async throws {
        try await withShop { test in
            try await test.make(try test.coupon("BACK", .percent(10), limit: 1))
            let order = try await test.place(test.draft(coupon: "BACK"))
            let person = try #require(order.person)

            _ = try await test.shop.cancelOrder(order.id, as: .person(person))

            #expect(try await test.uses("BACK") == 0)
        }
    }

    @Test func `what a code needs is said, and codes that are dead look like codes that never were`() async throws {
        try await withShop { test in
            let now = test.clock.now()
            try await test.make(
                try test.coupon("BIGGER", .percent(10), minimum: Prices(vnd: 500_000, usdCents: 2_000)))
            try await test.make(try test.coupon("KOREA", .percent(10), destinations: ["south-korea"]))
            try await test.make(try test.coupon("LATER", .percent(10), starts: now + .days(1)))
            try await test.make(try test.coupon("EARLIER", .percent(10), ends: now + .seconds(1)))
            let ended = try test.coupon("ENDED", .percent(10))
            try await test.make(ended)
            _ = try await test.shop.keepCoupons.end(ended.id, as: .owner)
            test.clock.advance(by: .seconds(2))

            let least = Money(minorUnits: 500_000, currency: .vnd)
            #expect(try await test.refusal("BIGGER") == .belowMinimum(least))
            #expect(try await test.refusal("KOREA") == .elsewhere)
            for code in ["LATER", "EARLIER", "ENDED", "NEVER", "!!!!", "x"] {
                #expect(try await test.refusal(code) == .noSuchCode, "\(code)")
            }
        }
    }

    @Test func `an amount never takes more than nine tenths off, and only off its destinations`() async throws {
        let big = Coupon(
            id: .random(), code: try #require(CouponCode("HUGE")),
            worth: .amount(Prices(vnd: 1_000_000, usdCents: 5_000)), minimum: Prices(vnd: 0, usdCents: 0),
            destinations: ["japan"], startsAt: Instant(milliseconds: 0), endsAt: nil, limit: nil, limitPerBuyer: nil)
        func money(_ dong: Int64) -> Money { Money(minorUnits: dong, currency: .vnd) }
        let now = Instant(milliseconds: 1)

        let alone = big.discount(on: [.init(destination: "japan", total: money(99_000))], in: .vnd, at: now)
        let mixed = big.discount(
            on: [
                .init(destination: "japan", total: money(99_000)), .init(destination: "laos", total: money(500_000)),
            ], in: .vnd, at: now)

        #expect(alone == .success(money(89_100)))
        #expect(mixed == .success(money(99_000)))
    }

    @Test func `a total that changed since the page was shown is not charged`() async throws {
        try await withShop { test in
            let outcome = try await test.shop.placeOrder(test.draft(shownTotal: 1_000))

            guard case .totalChanged = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(try await test.count("orders") == 0)
        }
    }

    @Test func `only who keeps the catalogue makes and ends coupons, and no code is made twice`() async throws {
        try await withShop { test in
            let coupon = try test.coupon("TWICE", .percent(10))

            #expect(try await test.shop.keepCoupons.make(coupon, as: .support) == .forbidden)
            #expect(try await test.shop.keepCoupons.make(coupon, as: .editor) == .made)
            let same = try test.coupon("twice", .percent(20))
            #expect(try await test.shop.keepCoupons.make(same, as: .owner) == .codeTaken)
            #expect(try await test.shop.keepCoupons.end(coupon.id, as: .support) == .forbidden)
            #expect(try await test.shop.keepCoupons.end(coupon.id, as: .owner) == .ended)
            #expect(try await test.shop.keepCoupons.end(coupon.id, as: .owner) == .notRunning)
            #expect(try await test.shop.keepCoupons.list(as: .support) == nil)
        }
    }
}

extension TestShop {
    func coupon(
        _ code: String, _ worth: Coupon.Worth, minimum: Prices = Prices(vnd: 0, usdCents: 0),
        destinations: Set<String> = [], starts: Instant? = nil, ends: Instant? = nil, limit: Int? = nil,
        perBuyer: Int? = nil
    ) throws -> Coupon {
        Coupon(
            id: .random(), code: try #require(CouponCode(code)), worth: worth, minimum: minimum,
            destinations: destinations, startsAt: starts ?? clock.now(), endsAt: ends, limit: limit,
            limitPerBuyer: perBuyer)
    }

    func make(_ coupon: Coupon) async throws {
        let made = try await shop.keepCoupons.make(coupon, as: .owner)
        #expect(made == .made)
    }

    func uses(_ code: String) async throws -> Int? {
        try await shop.keepCoupons.list(as: .owner)?.first { $0.code.text == code }?.uses
    }

    func refusal(_ code: String) async throws -> CouponRefusal? {
        guard case .couponRefused(let refusal) = try await shop.placeOrder(draft(coupon: code)) else { return nil }
        return refusal
    }
}
