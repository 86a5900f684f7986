// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
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
            test.processor.willRefund(.refunded)
            try await test.work(after: .seconds(61))

            let attempts = test.processor.refundAttempts
            #expect(attempts.count == 2 && attempts[0].idempotencyKey == attempts[1].idempotencyKey)
            #expect(try await test.state(order) == .refunded)
            #expect(test.supplier.orders.isEmpty)
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
