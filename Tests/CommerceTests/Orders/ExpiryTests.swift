// SPDX-License-Identifier: Apache-2.0

import Commerce
import Testing
import Values
import Vault

@Suite("Orders nobody pays")
struct ExpiryTests {
    @Test func `an order nobody paid expires and keeps no invoice`() async throws {
        try await withShop { test in
            let order = try await test.place()

            try await test.work(after: .hours(24))

            #expect(try await test.state(order) == .expired)
            #expect(try await test.count("invoices") == 0)
            #expect(test.courier.mails.isEmpty)
        }
    }

    @Test func `before an order expires the gateway is asked, since its message may be lost`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            test.processor.willSay(.report(test.paid(order, event: "asked")))
            test.supplier.willAnswer(.unclear)

            try await test.work(after: .hours(2))

            #expect(try await test.state(order) == .delivering)
        }
    }

    @Test func `money that comes after the end is honoured, with its invoice`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            let open = PaymentReport(event: "1", reference: "cs_1", state: .expired, amount: order.amount)
            _ = try await test.shop.settlePayment(open)
            try await test.work(after: .hours(25))
            #expect(try await test.state(order) == .expired)

            let outcome = try await test.shop.settlePayment(test.paid(order))

            #expect(outcome == .moved(.paid))
            #expect(try await test.count("invoices") == 1)
        }
    }

    @Test func `money for an order that was called off goes back`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            let buyer = Caller.person(try #require(order.person))
            #expect(try await test.shop.cancelOrder(order.id, as: buyer) == .cancelled)

            _ = try await test.shop.settlePayment(test.paid(order))
            test.processor.willRefund(.refunded)
            try await test.work()

            #expect(try await test.state(order) == .refunded)
            #expect(test.processor.refundAttempts.count == 1)
            #expect(test.supplier.orders.isEmpty)
        }
    }

    @Test func `nobody but its buyer and staff can call an order off`() async throws {
        try await withShop { test in
            let order = try await test.place()

            #expect(try await test.shop.cancelOrder(order.id, as: .anonymous) == .notFound)
            #expect(try await test.shop.cancelOrder(order.id, as: .person(.random())) == .notFound)
            #expect(try await test.shop.cancelOrder(order.id, as: .editor) == .notFound)
            #expect(try await test.state(order) == .awaitingPayment)
        }
    }
}
