// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Placing an order")
struct PlaceOrderTests {
    @Test func `a guest's order stores the catalogue's price, the acceptance and a sealed address`() async throws {
        try await withShop { test in
            let order = try await test.place(test.draft([.init(slug: "japan-5gb-30d", quantity: 2)]))

            #expect(order.state == .awaitingPayment)
            #expect(order.amount == Money(minorUnits: 558_000, currency: .vnd))
            let stored = try #require(try await test.staffOrder(order.id))
            #expect(stored.order.acceptance.policyVersion == test.vault.policy.version.hex)
            #expect(stored.order.acceptance.minimumAge == 16)
            #expect(stored.lines.map(\.quantity) == [2])
            #expect(try await test.vault.people(.guestEmail, TestShop.email) == [order.person])
            let dump = try await test.dump()
            #expect(!dump.contains(TestShop.email))
            #expect(!dump.contains("an.nguyen"))
        }
    }

    @Test func `the address opens for the purchase, and is exactly what was typed`() async throws {
        try await withShop { test in
            let order = try await test.place()

            let opening = try await test.shop.workOnOrders.openEmail(of: order.id, for: .support, as: .support)

            guard case .opened(let email) = opening else { throw CancellationError() }
            #expect(email.expose() == TestShop.email)
        }
    }

    @Test func `the same attempt posted twice is one order and one buyer`() async throws {
        try await withShop { test in
            let draft = test.draft()
            let first = try await test.place(draft)

            guard case .already(let second) = try await test.shop.placeOrder(draft) else { throw CancellationError() }

            #expect(second.id == first.id && second.person == first.person)
            #expect(try await test.count("orders") == 1)
            #expect(try await test.count("buyers") == 1)
        }
    }

    @Test func `the same attempt posted eight times at once is one order`() async throws {
        try await withShop { test in
            let draft = test.draft()

            let ids = try await withThrowingTaskGroup(of: ID<Order>?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        switch try await test.shop.placeOrder(draft) {
                        case .placed(let order), .already(let order): order.id
                        case .invalid, .tooYoung, .planUnavailable, .soldOut, .policyOutdated, .couponRefused,
                            .totalChanged,
                            .attemptReused:
                            nil
                        }
                    }
                }
                return try await group.reduce(into: [ID<Order>?]()) { $0.append($1) }
            }

            #expect(Set(ids).count == 1 && !ids.contains(nil))
            #expect(try await test.count("orders") == 1)
        }
    }

    @Test func `an attempt that comes back with another cart or address is not taken for the first`() async throws {
        try await withShop { test in
            let attempt = ID<OrderAttempt>.random()
            _ = try await test.place(test.draft(attempt: attempt))
            let others = [
                test.draft([.init(slug: "japan-1gb-7d", quantity: 1)], attempt: attempt),
                test.draft(email: "other@example.com", attempt: attempt),
                test.draft(currency: .usd, attempt: attempt),
            ]

            for other in others {
                guard case .attemptReused = try await test.shop.placeOrder(other) else {
                    Issue.record("taken")
                    continue
                }
            }
            #expect(try await test.count("orders") == 1)
        }
    }

    @Test func `someone below the age leaves no trace`() async throws {
        try await withShop { test in
            let before = try await test.dump()

            guard case .tooYoung = try await test.shop.placeOrder(test.draft(age: .tooYoung)) else {
                throw CancellationError()
            }

            #expect(try await test.dump() == before)
            #expect(try await test.vault.people(.guestEmail, TestShop.email).isEmpty)
        }
    }

    @Test func `a form with mistakes names every one and stores nothing`() async throws {
        try await withShop { test in
            let cases: [(OrderDraft, OrderProblem)] = [
                (test.draft([]), .cartEmpty),
                (test.draft(.init(repeating: .init(slug: "japan-1gb-7d", quantity: 1), count: 21)), .tooManyLines),
                (test.draft([.init(slug: "japan-1gb-7d", quantity: 0)]), .quantity(slug: "japan-1gb-7d")),
                (test.draft([.init(slug: "japan-1gb-7d", quantity: 11)]), .quantity(slug: "japan-1gb-7d")),
                (test.draft(email: "  "), .emailMissing),
                (test.draft(email: "no at sign"), .emailMalformed),
                (test.draft(age: .undeclared), .ageUndeclared),
                (test.draft(attempt: nil), .attemptMissing),
                (test.draft(strayValues: ["4242 4242 4242 4242"]), .cardNumber),
                (test.draft(email: "4242424242424242@example.com"), .cardNumber),
            ]

            for (draft, problem) in cases {
                guard case .invalid(let problems) = try await test.shop.placeOrder(draft) else {
                    Issue.record("taken in spite of \(problem)")
                    continue
                }
                #expect(problems == [problem])
            }
            #expect(try await test.count("orders") == 0)
            #expect(try await test.vault.people(.guestEmail, TestShop.email).isEmpty)
        }
    }

    @Test func `a plan that is withdrawn or never was cannot be ordered`() async throws {
        try await withShop { test in
            _ = try await test.change(.takeOff, on: "japan-1gb-7d")

            for slug in ["japan-1gb-7d", "atlantis-1gb-7d"] {
                guard
                    case .planUnavailable(slug) = try await test.shop.placeOrder(
                        test.draft([.init(slug: slug, quantity: 1)]))
                else {
                    Issue.record("\(slug) was sold")
                    continue
                }
            }
        }
    }

    @Test func `an order under another policy than the one in force is not taken`() async throws {
        try await withShop { test in
            let old = String(repeating: "0", count: 64)

            guard case .policyOutdated = try await test.shop.placeOrder(test.draft(policy: old)) else {
                throw CancellationError()
            }
            #expect(try await test.count("orders") == 0)
        }
    }

    @Test func `the same address twice is two people`() async throws {
        try await withShop { test in
            let (first, second) = (try await test.place(), try await test.place())

            #expect(first.person != second.person)
            #expect(try await test.vault.people(.guestEmail, "AN.Nguyen@example.com".lowercased()).count == 2)
        }
    }

    @Test func `the invoice is sealed under the key of its last year`() async throws {
        try await withShop { test in
            let order = try await test.place()

            let opening = try await test.shop.buyerData.invoice(of: order.id, as: .system("audit"))

            let content = try InvoiceContent(text: try #require(opening?.value).expose())
            #expect(content.number == order.number.text)
            #expect(content.amount == order.amount.minorUnits)
            let year: Int? = try await test.data.read { try $0.first("SELECT end_year FROM invoices") { try $0[0] } }
            #expect(year == 2036)
        }
    }
}
