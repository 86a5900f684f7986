// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Testing
import Values
import Vault

@testable import Commerce

@Suite("Asking the next supplier")
struct NextSupplierTests {
    private static let plan = "malaysia-5gb-30d"

    private func paid(_ test: TestShop) async throws -> PlacedOrder {
        let order = try await test.place(test.draft([.init(slug: Self.plan, quantity: 1)]))
        try await test.pay(order)
        return order
    }

    @Test(arguments: [SupplyRefusal.outOfStock, .noBalance, .unknownPackage, .priceChanged, .other(code: "airalo-13")])
    func `what the first certainly did not take, the second is asked for at once`(refusal: SupplyRefusal) async throws {
        try await withShop { test in
            let order = try await paid(test)
            test.supplier.willAnswer(.refused(refusal))
            test.second.willAccept("9666")
            try await test.work()
            test.second.willHaveProfiles()
            try await test.work(after: .seconds(4))

            #expect(try await test.state(order) == .delivered)
            #expect(test.second.orders.map(\.supplierPackage.code) == ["my-mobile-30days-5gb"])
            #expect(test.supplier.orders.map(\.transaction) == test.second.orders.map(\.transaction))
            let shown = try #require(try await test.staffOrder(order.id))
            #expect(shown.supplies.map(\.supplier) == [.airalo])
            #expect(
                shown.timeline.filter { $0.kind == OrderEvent.nextSupplier }.map(\.detail) == [
                    "esim-access:\(refusal.code)"
                ])
            #expect(try await test.esim(of: order).supplier == .airalo)
        }
    }

    @Test func `while nobody knows whether the first has the order, nobody else is asked`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            // Repeated a few times, since that is harmless there, and then only looked for.
            for _ in 0..<3 {
                test.supplier.willAnswer(.unclear)
                try await test.work(after: .seconds(60))
            }
            for _ in 0..<3 {
                test.supplier.willFind(.tooEarly)
                try await test.work(after: .seconds(120))
            }
            #expect(test.second.orders.isEmpty)
            #expect(test.supplier.orders.count == 3)

            test.supplier.willFind(.taken(reference: "B1"))
            try await test.work(after: .seconds(120))
            test.supplier.willHaveProfiles()
            try await test.work(after: .seconds(120))

            #expect(try await test.state(order) == .delivered)
            #expect(test.second.orders.isEmpty)
            #expect(try await test.count("esims") == 1)
        }
    }

    @Test func `a first supplier that turns out not to have it is followed by the second`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            for _ in 0..<3 {
                test.supplier.willAnswer(.unclear)
                try await test.work(after: .seconds(60))
            }
            test.supplier.willFind(.notTaken)
            test.second.willAccept("9666")
            try await test.work(after: .seconds(1_000))
            test.second.willHaveProfiles()
            try await test.work(after: .seconds(60))

            #expect(try await test.state(order) == .delivered)
            #expect(test.supplier.orders.count == 3 && test.second.orders.count == 1)
        }
    }

    @Test func `a no after an answer that was lost is not believed before the order was looked for`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            test.supplier.willAnswer(.unclear)
            try await test.work()
            test.supplier.willAnswer(.refused(.outOfStock))
            test.supplier.willFind(.taken(reference: "B1"))
            try await test.work(after: .seconds(60))
            test.supplier.willHaveProfiles()
            try await test.work(after: .seconds(60))

            #expect(try await test.state(order) == .delivered)
            #expect(test.second.orders.isEmpty)
        }
    }

    @Test func `a second supplier that does not know repetitions is never asked twice on a guess`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            test.supplier.willAnswer(.refused(.outOfStock))
            test.second.willAnswer(.unclear)
            try await test.work()
            for _ in 0..<4 {
                test.second.willFind(.tooEarly)
                try await test.work(after: .seconds(60))
            }
            #expect(test.second.orders.count == 1)

            test.second.willFind(.taken(reference: "9666"))
            try await test.work(after: .seconds(60))
            test.second.willHaveProfiles()
            try await test.work(after: .seconds(60))

            #expect(try await test.state(order) == .delivered)
            #expect(test.second.orders.count == 1 && test.supplier.orders.count == 1)
        }
    }

    @Test func `when nobody has it the round begins anew, and in the end a person decides`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            for _ in 0..<8 {
                test.supplier.willAnswer(.refused(.unknownPackage))
                test.second.willAnswer(.refused(.noBalance))
                try await test.work(after: .seconds(600))
            }

            #expect(try await test.state(order) == .needsAttention)
            #expect(test.supplier.orders.count == 8 && test.second.orders.count == 8)
            #expect(try await test.staffOrder(order.id)?.supplies.map(\.problem) == ["no-balance"])
        }
    }

    @Test func `an order that came to nothing at the first goes to the second`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            test.supplier.willAccept()
            try await test.work()
            test.supplier.willSay(.cameToNothing(.outOfStock))
            test.second.willAccept("9666")
            try await test.work(after: .seconds(4))
            test.second.willHaveProfiles()
            try await test.work(after: .seconds(4))

            #expect(try await test.state(order) == .delivered)
            #expect(try await test.esim(of: order).supplier == .airalo)
        }
    }

    @Test func `usage, pauses and top-ups go to whoever made the eSIM`() async throws {
        try await withShop { test in
            let order = try await paid(test)
            test.supplier.willAnswer(.refused(.outOfStock))
            test.second.willAccept("9666")
            try await test.work()
            test.second.willHaveProfiles()
            try await test.work(after: .seconds(4))
            let esim = try await test.esim(of: order)
            let buyer = Caller.person(try #require(order.person))

            test.second.willHaveProfiles(used: 1_000)
            #expect(try await test.shop.refreshUsage(order.id, as: buyer, force: true) == .fresh)
            test.second.willChange(.done)
            #expect(try await test.shop.suspendEsim(esim.id, true, as: buyer) == .suspended)
            #expect(test.second.calls == ["suspend"] && test.supplier.calls.isEmpty)
            let handles = try await test.shop.buyerData.handles(of: try #require(order.person))
            #expect(handles.filter { $0.kind == .esimProfile }.map(\.recipient) == [.airalo])
        }
    }
}

extension TestShop {
    func esim(of order: PlacedOrder) async throws -> Esim {
        try #require(try await data.read { try EsimQueries.esims(of: order.id, in: $0) }.first)
    }
}
