// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Staff and orders")
struct WorkOnOrdersTests {
    @Test func `support and owner see orders, who keeps the catalogue does not`() async throws {
        try await withShop { test in
            let order = try await test.place()

            for caller in [Caller.owner, .support] {
                guard case .orders(let listed, let counts) = try await test.shop.workOnOrders.list(.init(), as: caller)
                else { throw CancellationError() }
                #expect(listed.map(\.number) == [order.number])
                #expect(counts == [.awaitingPayment: 1])
            }
            for caller in [Caller.editor, .anonymous, .person(try #require(order.person))] {
                guard case .forbidden = try await test.shop.workOnOrders.list(.init(), as: caller),
                    case .forbidden = try await test.shop.workOnOrders.show(order.id, as: caller),
                    case .forbidden = try await test.shop.workOnOrders.openEmail(
                        of: order.id, for: .support, as: caller)
                else {
                    Issue.record("let in")
                    continue
                }
            }
        }
    }

    @Test func `orders are found by state and by the beginning of their number, page by page`() async throws {
        try await withShop { test in
            var placed: [PlacedOrder] = []
            for _ in 0..<5 {
                placed.append(try await test.place())
                test.clock.advance(by: .seconds(1))
            }
            try await test.pay(placed[2])

            func numbers(_ filter: OrderFilter) async throws -> [OrderNumber] {
                guard case .orders(let listed, _) = try await test.shop.workOnOrders.list(filter, as: .owner)
                else { return [] }
                return listed.map(\.number)
            }

            #expect(try await numbers(OrderFilter(states: [.paid])) == [placed[2].number])
            #expect(try await numbers(OrderFilter(number: placed[3].number.text.lowercased())) == [placed[3].number])
            #expect(try await numbers(OrderFilter(limit: 2)) == [placed[4].number, placed[3].number])
            #expect(
                try await numbers(OrderFilter(after: placed[3].id, limit: 2)) == [placed[2].number, placed[1].number])
        }
    }

    @Test func `opening a buyer's address is written down before it is shown`() async throws {
        try await withShop { test in
            let order = try await test.place()
            let before = try await test.count("audit_entries")

            guard
                case .opened = try await test.shop.workOnOrders.openEmail(of: order.id, for: .support, as: .support)
            else { throw CancellationError() }

            #expect(try await test.count("audit_entries") == before + 1)
        }
    }

    @Test func `an address opens for no purpose the policy does not declare`() async throws {
        try await withShop { test in
            let order = try await test.place()

            guard
                case .refused(.purposeNotDeclared) = try await test.shop.workOnOrders.openEmail(
                    of: order.id, for: .marketing, as: .owner)
            else { throw CancellationError() }
        }
    }

    @Test func `the timeline tells the whole story and nothing about the buyer`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            let timeline = try #require(try await test.staffOrder(order.id)).timeline

            let kinds = timeline.map(\.kind).sorted()
            #expect(kinds == ["mail-sent", "mail-sent", "payment-confirmed", "supplied", "supply-begun"])
            #expect(timeline.last?.state == .delivered)
        }
    }
}
