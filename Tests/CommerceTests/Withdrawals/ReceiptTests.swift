// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("The receipt of a purchase")
struct ReceiptTests {
    @Test func `it says what the books say, with the tax in it and the card's last digits`() async throws {
        var settings = ShopSettings()
        settings.taxPercent = 10
        try await withShop(settings) { test in
            let order = try await test.deliver(test.draft([.init(slug: "japan-5gb-30d", quantity: 2)]))
            let buyer = Caller.person(try #require(order.person))

            guard case .receipt(let receipt) = try await test.shop.showReceipt(order.id, as: buyer) else {
                throw CancellationError()
            }

            #expect(receipt.number == order.number && receipt.total == order.amount)
            #expect(receipt.lines.map(\.quantity) == [2])
            #expect(receipt.lines.map(\.total) == [order.amount])
            #expect(receipt.tax == Money(minorUnits: (order.amount.minorUnits * 20 + 110) / 220, currency: .vnd))
            #expect(receipt.card?.expose() == "visa 4242")
            #expect(receipt.paidAt != nil && receipt.refundedAt == nil)
        }
    }

    @Test func `there is none for what nobody paid, and none for anybody else`() async throws {
        try await withShop { test in
            let (order, unpaid) = (try await test.deliver(), try await test.place())

            guard case .notFound = try await test.shop.showReceipt(order.id, as: .person(.random())),
                case .notFound = try await test.shop.showReceipt(order.id, as: .anonymous),
                case .nothingPaid = try await test.shop.showReceipt(
                    unpaid.id, as: .person(try #require(unpaid.person)))
            else { throw CancellationError() }
        }
    }
}
