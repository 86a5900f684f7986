// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Money by bank transfer")
struct IncomingMoneyTests {
    @Test func `the exact amount with the order's number pays it, once however often it is told`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)

            let outcomes = [try await test.transfer(for: order), try await test.transfer(for: order)]

            #expect(outcomes == [.booked(order.id, .pays(part: order.amount.minorUnits)), .already])
            #expect(try await test.state(order) == .paid)
            test.supplier.willAccept()
            try await test.work()
            #expect(test.courier.mails.map(\.subject) == ["confirmation"])
            try await test.expectBalance(inOrders: order.amount.minorUnits, open: 0)
        }
    }

    @Test func `too little waits for the rest, which may come in parts, and the buyer hears each time`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)
            let price = order.amount.minorUnits

            let first = try await test.transfer(price - 100_000, for: order, reference: "FT1")
            try await test.work()
            let second = try await test.transfer(60_000, for: order, reference: "FT2")
            try await test.work()
            let waiting = try await test.buyerOrder(order)
            let third = try await test.transfer(40_000, for: order, reference: "FT3")

            #expect(first == .booked(order.id, .short(part: price - 100_000, missing: 100_000)))
            #expect(second == .booked(order.id, .short(part: 60_000, missing: 40_000)))
            #expect(waiting.transfer?.instructions.amount.minorUnits == 40_000)
            #expect(waiting.transfer?.received.minorUnits == price - 40_000)
            #expect(third == .booked(order.id, .pays(part: 40_000)))
            #expect(test.courier.mails.map(\.subject) == ["money-short", "money-short"])
            #expect(try await test.state(order) == .paid)
            try await test.expectBalance(inOrders: price, open: 0)
        }
    }

    @Test func `more than the price pays the order and leaves the rest on the list`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)
            let price = order.amount.minorUnits

            _ = try await test.transfer(price + 5_000, for: order)

            #expect(try await test.state(order) == .paid)
            #expect(try await test.moneyOnList().map(\.reason) == [.overpaid])
            #expect(try await test.moneyOnList().map(\.open.minorUnits) == [5_000])
            try await test.expectBalance(inOrders: price, open: 5_000)
        }
    }

    @Test func `a second transfer, a late one and one without a number stand on the list with their reasons`()
        async throws
    {
        try await withShop { test in
            let (paid, late) = (try await test.place(), try await test.place())
            try await test.beginTransfer(paid)
            try await test.beginTransfer(late)
            _ = try await test.transfer(for: paid, reference: "FT1")

            _ = try await test.transfer(for: paid, reference: "FT2")
            _ = try await test.transfer(content: "tien mua eSIM", paid.amount.minorUnits, reference: "FT3")
            test.supplier.willAccept()
            test.supplier.willHaveProfiles()
            try await test.work()
            try await test.work(after: .hours(25))
            _ = try await test.transfer(for: late, reference: "FT4")

            #expect(try await test.state(late) == .expired)
            #expect(
                Set(try await test.moneyOnList().compactMap(\.reason)) == [.alreadyPaid, .noReference, .tooLate])
            try await test.expectBalance(
                inOrders: paid.amount.minorUnits, open: paid.amount.minorUnits * 2 + late.amount.minorUnits)
        }
    }

    @Test func `what came for an order that ends unpaid is on the list again`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)
            _ = try await test.transfer(100_000, for: order)

            try await test.work(after: .hours(25))

            #expect(try await test.state(order) == .expired)
            #expect(try await test.moneyOnList().map(\.reason) == [.released])
            try await test.expectBalance(inOrders: 0, open: 100_000)
        }
    }

    @Test func `part of the price that came by bank is released when the rest is paid by card`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)
            _ = try await test.transfer(100_000, for: order)

            try await test.pay(order)

            #expect(try await test.state(order) == .paid)
            #expect(try await test.moneyOnList().map(\.open.minorUnits) == [100_000])
            try await test.expectBalance(inOrders: order.amount.minorUnits, open: 100_000)
        }
    }

    @Test func `name, account and text of a payer are nowhere to be read, and go with the buyer`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)
            _ = try await test.transfer(for: order, payer: "NGUYEN VAN AN · 0987000111222")

            let dump = try await test.dump()
            #expect(!dump.contains("NGUYEN VAN AN") && !dump.contains("0987000111222"))
            let money = try #require(try await test.money().first)
            guard
                case .opened(_, let payer) = try await test.shop.workOnMoney.open(money, for: .support, as: .support)
            else { throw CancellationError() }
            #expect(payer?.expose() == "NGUYEN VAN AN · 0987000111222")
            try await test.vault.destroyKeys(of: try #require(order.person))
            guard case .refused(.erased) = try await test.shop.workOnMoney.open(money, for: .support, as: .support)
            else {
                Issue.record("it still opens")
                return
            }
            try await test.expectBalance(inOrders: order.amount.minorUnits, open: 0)
        }
    }

    @Test func `a transfer in dollars cannot be asked for, and dong pay no order in dollars`() async throws {
        try await withShop { test in
            let order = try await test.place(test.draft(currency: .usd))

            let outcome = try await test.transfer(239_000, for: order)

            #expect(outcome == .unmatched(.otherCurrency))
            #expect(test.shop.waysToPay(in: .usd).map(\.method) == [.card])
        }
    }
}
