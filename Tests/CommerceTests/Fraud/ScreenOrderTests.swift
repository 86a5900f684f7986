// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Looking at orders before anything is ordered for them")
struct ScreenOrderTests {
    private var strict: ShopSettings {
        var settings = ShopSettings()
        settings.fraud.ordersPerAddressAndHour = 2
        settings.fraud.ordersPerEmailAndDay = 3
        settings.fraud.disposableDomains = ["mailinator.com"]
        return settings
    }

    @Test func `the third order from one address within an hour is held once it is paid, and not ordered`() async throws
    {
        try await withShop(strict) { test in
            for number in 1...2 { _ = try await test.place(from: "192.0.2.7", email: "a\(number)@example.com") }

            let third = try await test.place(from: "192.0.2.7", email: "a3@example.com")
            try await test.pay(third)
            try await test.work()

            #expect(try await test.state(third) == .held)
            #expect(try await test.staffOrder(third.id)?.review?.reasons == [.manyFromAddress])
            #expect(test.supplier.orders.isEmpty)
            #expect(test.courier.mails.map(\.subject) == ["held"])
            #expect(try await test.openAttentions().map(\.reason) == [.heldForReview])
        }
    }

    @Test func `another address, or the same an hour and more later, passes at once`() async throws {
        try await withShop(strict) { test in
            for number in 1...2 { _ = try await test.place(from: "192.0.2.7", email: "a\(number)@example.com") }

            let other = try await test.place(from: "192.0.2.8", email: "b@example.com")
            test.clock.advance(by: .seconds(3_700))
            let later = try await test.place(from: "192.0.2.7", email: "a3@example.com")

            for order in [other, later] { #expect(try await test.staffOrder(order.id)?.review == nil) }
        }
    }

    @Test func `many orders with one mailbox, a throw-away mailbox and a large first order are each named`()
        async throws
    {
        try await withShop(strict) { test in
            for _ in 1...3 { _ = try await test.place(from: nil, email: "same@example.com") }
            let many = try await test.place(from: nil, email: "SAME@example.com")
            let thrown = try await test.place(from: nil, email: "x@eu.mailinator.com")
            let large = try await test.place(
                test.draft([.init(slug: "japan-5gb-30d", quantity: 10), .init(slug: "japan-20gb-30d", quantity: 10)]))

            #expect(try await test.staffOrder(many.id)?.review?.reasons == [.manyFromEmail])
            #expect(try await test.staffOrder(thrown.id)?.review?.reasons == [.disposableMailbox])
            #expect(try await test.staffOrder(large.id)?.review?.reasons == [.largeFirstOrder])
        }
    }

    @Test func `a card that pays for many mailboxes is looked at, one that pays again for the same is not`()
        async throws
    {
        var settings = ShopSettings()
        settings.fraud.addressesPerCardAndDay = 2
        try await withShop(settings) { test in
            for (number, name) in ["a", "b", "b", "c"].enumerated() {
                let order = try await test.place(from: nil, email: "\(name)@example.com")
                #expect(try await test.pay(order, as: number, with: "print") == (name == "c" ? .held : .paid))
            }
            let other = try await test.place(from: nil, email: "d@example.com")
            #expect(try await test.pay(other, as: 4, with: "another") == .paid)

            #expect(try await test.openAttentions().map(\.reason) == [.heldForReview])
            #expect(try await test.count("fraud_marks") == 5 + 2 * 4)
            #expect(!(try await test.dump()).contains("print"))
        }
    }

    @Test func `a card that becomes known after the money holds what is not ordered yet`() async throws {
        var settings = ShopSettings()
        settings.fraud.addressesPerCardAndDay = 1
        try await withShop(settings) { test in
            let first = try await test.place(from: nil, email: "a@example.com")
            _ = try await test.pay(first, as: 0, with: "print")
            let second = try await test.place(from: nil, email: "b@example.com")

            #expect(try await test.pay(second, as: 1, with: nil) == .paid)
            let late = test.paid(second, event: "late", session: "cs_2", card: .of("print"))
            #expect(try await test.shop.settlePayment(late) == .moved(.held))

            #expect(try await test.staffOrder(second.id)?.review?.reasons == [.manyWithCard])
            #expect(try await test.openAttentions().map(\.reason) == [.heldForReview])
        }
    }

    @Test func `released, it goes on its way; refused, its money goes back; the note is sealed`() async throws {
        try await withShop(strict) { test in
            let (good, bad) = (
                try await test.place(from: nil, email: "x@mailinator.com"),
                try await test.place(from: nil, email: "y@mailinator.com")
            )
            try await test.pay(good)
            test.processor.willBegin()
            try await test.begin(bad)
            _ = try await test.shop.settlePayment(test.paid(bad, event: "2", session: "cs_2"))

            #expect(
                try await test.shop.decideReview(.release, of: good.id, note: "known face", as: .support) == .released)
            #expect(
                try await test.shop.decideReview(.refuse, of: bad.id, note: "stolen card", as: .support) == .refused)
            #expect(
                try await test.shop.decideReview(.release, of: bad.id, note: "", as: .owner) == .already(.refunding))
            #expect(try await test.shop.decideReview(.release, of: good.id, note: "", as: .editor) == .forbidden)
            test.supplier.willAccept()
            test.processor.willRefund(.refunded)
            try await test.work()

            #expect(try await test.state(good) == .delivering)
            #expect(try await test.state(bad) == .refunded)
            #expect(test.supplier.orders.map(\.order) == [good.id])
            let dump = try await test.dump()
            #expect(!dump.contains("known face") && !dump.contains("stolen card"))
            guard
                case .opened(let note) = try await test.shop.workOnOrders.openReviewNote(
                    of: good.id, for: .support, as: .support)
            else { throw CancellationError() }
            #expect(note.expose() == "known face")
        }
    }

    @Test func `neither address nor code of it is there a day later`() async throws {
        try await withShop(strict) { test in
            try await test.shop.begin()
            _ = try await test.place(from: "192.0.2.7", email: "a@example.com")
            #expect(try await test.count("fraud_marks") == 2)
            let dump = try await test.dump()
            #expect(!dump.contains("192.0.2.7"))

            test.clock.advance(by: .hours(23))
            try await test.work()
            #expect(try await test.count("fraud_marks") == 2)
            test.clock.advance(by: .hours(2))
            try await test.work(after: .hours(1))

            #expect(try await test.count("fraud_marks") == 0)
            let keys: Int? = try await test.stores.keys.read {
                try $0.first("SELECT count(*) FROM period_keys WHERE name = 'hourly-code'") { try $0[0] }
            }
            #expect(keys == 0)
        }
    }
}

extension TestShop {
    fileprivate func place(from address: String?, email: String) async throws -> PlacedOrder {
        guard case .placed(let order) = try await shop.placeOrder(draft(email: email), from: address) else {
            throw CancellationError()
        }
        return order
    }

    /// What became of it when it was paid with a card the gateway knows by this name.
    fileprivate func pay(_ order: PlacedOrder, as number: Int, with fingerprint: String?) async throws -> OrderState? {
        processor.willBegin()
        try await begin(order)
        _ = try await shop.settlePayment(
            paid(order, event: "evt_\(number)", session: "cs_\(number + 1)", card: fingerprint.flatMap { .of($0) }))
        return try await state(order)
    }
}

extension CardSummary {
    fileprivate static func of(_ fingerprint: String) -> CardSummary? {
        CardSummary(brand: "visa", lastFour: "4242", fingerprint: fingerprint)
    }
}
