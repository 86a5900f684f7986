// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Storage
import Testing
import Values
import Vault

@Suite("Giving money back")
struct RefundTests {
    @Test func `a refund goes out once, takes the eSIM back and is told to the buyer`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            test.processor.willRefund(.refunded)
            test.supplier.willChange(.done)

            #expect(try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .support) == .begun)
            let again = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .support)
            #expect(again == .already(.refunding))
            try await test.work()

            #expect(try await test.state(order) == .refunded)
            #expect(test.processor.refundAttempts.map(\.amount) == [order.amount])
            #expect(test.supplier.calls == ["cancel"])
            #expect(test.courier.mails.map(\.subject) == ["confirmation", "activation", "refunded"])
        }
    }

    @Test func `a refund whose answer is lost is asked for again with the same key`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            test.processor.willRefund(.unreachable)
            try await test.work()
            test.processor.willSayOfRefund(.unknown)
            test.processor.willRefund(.refunded)
            try await test.work(after: .seconds(61))

            let attempts = test.processor.refundAttempts
            #expect(attempts.count == 2 && attempts[0].idempotencyKey == attempts[1].idempotencyKey)
            #expect(try await test.state(order) == .refunded)
            #expect(test.supplier.orders.isEmpty)
        }
    }

    @Test func `a refund whose answer was lost and that arrived is found again and not sent twice`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            test.processor.willRefund(.unreachable)
            try await test.work()
            let id = test.processor.refundAttempts[0].id
            test.processor.willSayOfRefund(.told(.init(reference: "re_1", id: id, state: .refunded)))
            try await test.work(after: .seconds(61))

            #expect(test.processor.refundAttempts.count == 1)
            #expect(try await test.state(order) == .refunded)
        }
    }

    @Test func `one the gateway does not know a quarter of an hour later goes out under another key`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            test.processor.willRefund(.unreachable)
            try await test.work()
            test.processor.willSayOfRefund(.unknown)
            test.processor.willRefund(.refunded)
            try await test.work(after: .seconds(1000))

            let attempts = test.processor.refundAttempts
            #expect(attempts.count == 2 && attempts[0].idempotencyKey != attempts[1].idempotencyKey)
            #expect(attempts[0].id == attempts[1].id)
            #expect(try await test.state(order) == .refunded)
        }
    }

    @Test func `parts go back while the order goes on, up to all that was paid`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            test.processor.willRefund(.refunded)
            #expect(
                try await test.shop.refundOrder.part(9_000, of: order.id, because: .requestedByBuyer, as: .support)
                    == .begun)
            try await test.work()

            let seen = try #require(try await test.staffOrder(order.id))
            #expect(seen.order.state == .delivered && seen.refunds.map(\.state) == [.refunded])
            #expect(seen.left == Money(minorUnits: order.amount.minorUnits - 9_000, currency: .vnd))
            #expect(seen.timeline.contains { $0.kind == OrderEvent.partRefunded })
            #expect(test.courier.mails.map(\.subject).filter { $0.hasPrefix("part") } == ["part-refunded 9000"])
            let all = try await test.shop.refundOrder.part(
                order.amount.minorUnits, of: order.id, because: .requestedByBuyer, as: .support)
            #expect(all == .notSoMuch(left: seen.left ?? .zero(.vnd)))
            #expect(try await test.uses() == ["order": order.amount.minorUnits - 9_000, "returned": 9_000])

            test.processor.willRefund(.refunded)
            test.supplier.willChange(.done)
            #expect(try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .support) == .begun)
            try await test.work()
            #expect(try await test.state(order) == .refunded)
            #expect(test.processor.refundAttempts.map(\.amount.minorUnits) == [9_000, order.amount.minorUnits - 9_000])
            #expect(try await test.uses() == ["returned": order.amount.minorUnits])
        }
    }

    @Test func `a part that somebody gave back at the gateway is written down once, and one that bounces is told`()
        async throws
    {
        try await withShop { test in
            let order = try await test.deliver()
            func report(_ state: ReportedRefund.State, _ event: String) -> PaymentReport {
                PaymentReport(
                    event: event, reference: nil, chargeReference: "pi_cs_1", state: .refunded,
                    amount: Money(minorUnits: 9_000, currency: .vnd),
                    refund: ReportedRefund(
                        reference: "re_9", id: nil, state: state, problem: "stripe:lost_or_stolen_card"))
            }
            for event in ["1", "2"] { _ = try await test.shop.settlePayment(report(.refunded, event)) }
            _ = try await test.shop.settlePayment(report(.pending, "0"))

            #expect(try await test.staffOrder(order.id)?.refunds.map(\.state) == [.refunded])
            #expect(try await test.uses() == ["order": order.amount.minorUnits - 9_000, "returned": 9_000])

            for event in ["3", "4"] { _ = try await test.shop.settlePayment(report(.failed, event)) }
            #expect(try await test.staffOrder(order.id)?.refunds.map(\.state) == [.failed])
            #expect(try await test.state(order) == .delivered)
            #expect(try await test.openAttentions().map(\.reason) == [.refundFailed])
            #expect(try await test.uses() == ["order": order.amount.minorUnits])
        }
    }

    @Test func `a refund the gateway refuses is put before a person, who can try again`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            test.processor.willRefund(.refused(code: "stripe:balance_insufficient"))

            try await test.work()

            #expect(try await test.state(order) == .needsAttention)
            #expect(try await test.openAttentions().map(\.reason) == [.refundFailed])
            test.processor.willRefund(.refunded)
            #expect(try await test.shop.refundOrder(order.id, because: .notDelivered, as: .owner) == .begun)
            try await test.work()
            #expect(try await test.state(order) == .refunded)
            let keys = test.processor.refundAttempts.map(\.idempotencyKey)
            #expect(Set(keys).count == 2)
        }
    }

    @Test func `a refund that takes days ends with the gateway's message`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            test.processor.willRefund(.pending)
            try await test.work()
            #expect(try await test.state(order) == .refunding)

            let report = PaymentReport(
                event: "evt_r", reference: nil, chargeReference: "pi_cs_1", state: .refunded, amount: order.amount)
            #expect(try await test.shop.settlePayment(report) == .moved(.refunded))
        }
    }

    @Test func `only those who work on orders decide about money, and only where there is some`() async throws {
        try await withShop { test in
            let order = try await test.place()

            for caller in [Caller.editor, .anonymous, .person(try #require(order.person))] {
                #expect(try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: caller) == .forbidden)
            }
            let early = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            #expect(early == .notPossible(.awaitingPayment))
        }
    }
}

extension TestShop {
    /// What became of the money that came in, by what it is used for.
    func uses() async throws -> [String: Int64] {
        let rows: [(String, Int64)] = try await data.read {
            try $0.query("SELECT kind, sum(amount) FROM money_uses GROUP BY kind") { (try $0[0], try $0[1]) }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
