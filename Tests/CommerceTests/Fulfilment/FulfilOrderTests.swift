// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Supplying a paid order")
struct FulfilOrderTests {
    @Test func `a paid order is ordered once, delivered, and mailed with its code`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            #expect(try await test.state(order) == .delivered)
            #expect(test.supplier.orders.map(\.supplierPackage.code) == ["JP0530"])
            #expect(test.courier.mails.map(\.subject) == ["confirmation", "activation"])
            let mail = try #require(test.courier.mails.last)
            #expect(mail.recipient == TestShop.email)
            #expect(mail.text.contains("LPA:1$rsp.supplier.test$CODE-1"))
            #expect(mail.text.contains(order.number.text))
        }
    }

    @Test func `code, ICCID and the supplier's references rest sealed`() async throws {
        try await withShop { test in
            _ = try await test.deliver()

            let dump = try await test.dump()

            for secret in ["LPA:1", "CODE-1", "8943108", "260301001", "B26030100001", "pi_cs_1", TestShop.email] {
                #expect(!dump.contains(secret), "\(secret) rests in clear")
            }
        }
    }

    @Test func `two eSIMs of one plan are one order and one mail with two codes`() async throws {
        try await withShop { test in
            let order = try await test.deliver(test.draft([.init(slug: "japan-5gb-30d", quantity: 2)]))

            #expect(test.supplier.orders.map(\.quantity) == [2])
            let mail = try #require(test.courier.mails.last)
            #expect(mail.text.contains("CODE-1") && mail.text.contains("CODE-2"))
            #expect(try await test.staffOrder(order.id)?.esims.count == 2)
        }
    }

    @Test func `an unpaid order makes no call`() async throws {
        try await withShop { test in
            _ = try await test.place()

            try await test.work(after: .hours(1))

            #expect(test.supplier.orders.isEmpty)
        }
    }

    @Test func `an answer lost on the way is asked for again under the same transaction`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAnswer(.unclear)
            try await test.work()
            test.supplier.willAccept()
            try await test.work(after: .seconds(6))
            test.supplier.willSay(.allocating)
            try await test.work(after: .seconds(4))
            test.supplier.willHaveProfiles()
            try await test.work(after: .seconds(60))

            #expect(Set(test.supplier.orders.map(\.transaction)).count == 1)
            #expect(test.supplier.orders.count == 2)
            #expect(try await test.state(order) == .delivered)
            #expect(try await test.count("esims") == 1)
        }
    }

    @Test func `a supplier that stays down is tried again, told of, and put before a person`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)

            for _ in 0..<8 {
                test.supplier.willAnswer(.refused(.outOfStock))
                try await test.work(after: .seconds(600))
            }

            #expect(try await test.state(order) == .needsAttention)
            #expect(test.supplier.orders.count == 8)
            #expect(test.courier.mails.map(\.subject) == ["confirmation", "delayed", "needs-attention"])
            #expect(try await test.openAttentions().map(\.reason) == [.notDelivered])
            #expect(try await test.staffOrder(order.id)?.actions == [.retrySupply, .refund])
            try await test.work(after: .hours(2))
            #expect(test.supplier.orders.count == 8)
        }
    }

    @Test(arguments: [SupplyRefusal.unknownPackage, .priceChanged, .notDisclosed(code: "category-not-declared")])
    func `a mistake of ours is not tried again but put before a person at once`(refusal: SupplyRefusal) async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAnswer(.refused(refusal))

            try await test.work()

            #expect(try await test.state(order) == .needsAttention)
            #expect(try await test.staffOrder(order.id)?.supplies.map(\.problem) == [refusal.code])
        }
    }

    @Test func `staff can have a stuck order tried again`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAnswer(.refused(.priceChanged))
            try await test.work()

            #expect(try await test.shop.retrySupply(order.id, as: .editor) == .forbidden)
            #expect(try await test.shop.retrySupply(order.id, as: .support) == .begun)
            test.supplier.willAccept()
            test.supplier.willHaveProfiles()
            try await test.work()
            try await test.work(after: .seconds(4))

            #expect(try await test.state(order) == .delivered)
            #expect(try await test.openAttentions().isEmpty)
        }
    }

    @Test func `a shop may choose to give money back by itself`() async throws {
        var settings = ShopSettings()
        settings.refundsUndeliverable = true

        try await withShop(settings) { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAnswer(.refused(.unknownPackage))
            test.processor.willRefund(.refunded)

            try await test.work()

            #expect(try await test.state(order) == .refunded)
            #expect(test.courier.mails.map(\.subject).contains("refunded"))
        }
    }

    @Test func `the supplier's message brings the next look forward, and is not believed`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAccept()
            try await test.work()
            let transaction = try #require(test.supplier.orders.first?.transaction)
            test.supplier.willHaveProfiles()
            let report = SupplyReport(event: "n1", subject: .allocation, transaction: transaction, reference: nil)

            for _ in 0..<3 {
                #expect(try await test.shop.actOnCallback(.supply(report), from: RecipientID("esim-access")) == .done)
            }
            try await test.work()

            #expect(try await test.state(order) == .delivered)
            #expect(try await test.count("esims") == 1)
            let stranger = SupplyReport(event: "n2", subject: .state, transaction: "nobody", reference: "B1")
            #expect(try await test.shop.actOnCallback(.supply(stranger), from: RecipientID("esim-access")) == .ignored)
        }
    }

    @Test func `an order refunded while it is being made is called off at the supplier`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAccept()
            try await test.work()
            test.processor.willRefund(.refunded)
            test.supplier.willHaveProfiles()
            test.supplier.willChange(.done)

            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            try await test.work()

            #expect(test.supplier.calls == ["cancel"])
            #expect(try await test.count("esims") == 0)
            try await test.work(after: .hours(1))
            #expect(!test.courier.mails.map(\.subject).contains("activation"))
        }
    }
}
