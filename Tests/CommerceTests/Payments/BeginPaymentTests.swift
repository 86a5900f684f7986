// SPDX-License-Identifier: Apache-2.0

import Commerce
import Storage
import Testing
import Values
import Vault

@Suite("Leading a buyer to the gateway")
struct BeginPaymentTests {
    @Test func `the gateway gets amount, lines and number of the order, and the address sealed`() async throws {
        try await withShop { test in
            let order = try await test.place(test.draft([.init(slug: "japan-5gb-30d", quantity: 2)], currency: .usd))
            test.processor.willBegin()

            guard case .redirect(let url) = try await test.begin(order) else { throw CancellationError() }

            #expect(url == "https://gateway.test/pay/cs_1")
            let attempt = try #require(test.processor.attempts.first)
            #expect(attempt.amount == Money(minorUnits: 2180, currency: .usd))
            #expect(attempt.lines.map(\.quantity) == [2])
            #expect(attempt.orderNumber == order.number)
            #expect(attempt.email.field == .buyerEmail)
            #expect(attempt.returnURL.contains(order.token))
            let dump = try await test.dump()
            #expect(!dump.contains("cs_1") && !dump.contains("gateway.test"))
        }
    }

    @Test func `a page that is open is shown again without asking anybody`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)

            guard case .redirect(let url) = try await test.begin(order) else { throw CancellationError() }

            #expect(url == "https://gateway.test/pay/cs_1")
            #expect(test.processor.attempts.count == 1)
        }
    }

    @Test func `after a lost answer the same try is made again, to the letter`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin(.unreachable)
            guard case .unreachable = try await test.begin(order) else { throw CancellationError() }
            test.clock.advance(by: .seconds(20))
            test.processor.willBegin()

            guard case .redirect = try await test.begin(order) else { throw CancellationError() }

            let attempts = test.processor.attempts
            #expect(attempts.count == 2)
            #expect(attempts[0].idempotencyKey == attempts[1].idempotencyKey)
            #expect(attempts[0].expiresAt == attempts[1].expiresAt)
            #expect(try await test.count("payments") == 1)
        }
    }

    @Test func `a page that has closed is followed by a try of its own`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            test.clock.advance(by: .hours(2))
            test.processor.willBegin()

            guard case .redirect(let url) = try await test.begin(order) else { throw CancellationError() }

            #expect(url == "https://gateway.test/pay/cs_2")
            #expect(Set(test.processor.attempts.map(\.idempotencyKey)).count == 2)
        }
    }

    @Test func `a refusal is told and can be followed by another try`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin(.refused(code: "stripe:amount_too_small"))

            guard case .refused("stripe:amount_too_small") = try await test.begin(order) else {
                throw CancellationError()
            }
            test.processor.willBegin()
            guard case .redirect = try await test.begin(order) else { throw CancellationError() }
            #expect(try await test.state(order) == .awaitingPayment)
        }
    }

    @Test func `nobody pays in another's name, and nobody pays twice`() async throws {
        try await withShop { test in
            let order = try await test.place()
            guard case .notFound = try await test.shop.beginPayment(order.id, as: .person(.random())),
                case .notFound = try await test.shop.beginPayment(order.id, as: .anonymous),
                case .notFound = try await test.shop.beginPayment(.random(), as: .system("test"))
            else { throw CancellationError() }
            try await test.pay(order)

            guard case .settled(.paid) = try await test.begin(order) else { throw CancellationError() }
            #expect(test.processor.attempts.count == 1)
        }
    }

    @Test func `two windows at once share one try`() async throws {
        try await withShop { test in
            let order = try await test.place()
            for _ in 0..<4 { test.processor.willBegin() }

            let urls = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        if case .redirect(let url) = try await test.begin(order) { url } else { nil }
                    }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }

            #expect(urls == ["https://gateway.test/pay/cs_1"])
            #expect(try await test.count("payments") == 1)
        }
    }
}
