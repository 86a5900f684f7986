// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Placing an order while the power fails")
struct OrderPowerCutTests {
    static let attempt = ID<OrderAttempt>.random()

    @Test func `an order is there with its buyer and its books, or a day later nothing is`() async throws {
        let steps = try await withPowerCutAtEveryStep(
            register: Register(commerceTables + disclosureTables), policy: .committed()
        ) { stores in
            _ = try await Self.shop(on: stores)
        } operation: { stores, _, _ in
            _ = try await Self.place(in: try await Self.shop(on: stores))
        } afterwards: { stores, _, _ in
            let orders = try await stores.count("orders")
            for table in ["buyers", "invoices", "order_lines", "audit_entries", "jobs", "outbox"] {
                #expect(try await stores.count(table) == orders, "\(table)")
            }
            let held: Int? = try await stores.keys.read {
                try $0.first("SELECT count(*) FROM people WHERE kind = 3") { try $0[0] }
            }
            #expect((held ?? 0) <= 1)

            let outcome = try await Self.place(in: try await Self.shop(on: stores))

            switch outcome {
            case .placed: #expect(orders == 0)
            case .already: #expect(orders == 1)
            default: Issue.record("\(outcome)")
            }
            #expect(try await stores.count("orders") == 1)
            try await stores.expectNoLooseEnds()
            #expect(try await stores.enrolled().count == 1, "the key of a checkout that never came to its end is gone")
        }
        #expect(steps == 4, "the buyer's key, the keys of the books' end year and of the hour, the order")
    }

    @Test func `a corrected address opens, the old one or the new`() async throws {
        try await withPowerCutAtEveryStep(
            register: Register(commerceTables + disclosureTables), policy: .committed()
        ) { stores in
            let outcome = try await Self.place(in: try await Self.shop(on: stores))
            guard case .placed(let order) = outcome, let person = order.person else { throw CancellationError() }
            _ = try await stores.vault.rotation.rotate { stores.keys }
            return person
        } operation: { stores, person, _ in
            let address = try #require(EmailAddress("binh@example.com"))
            _ = try await Self.shop(on: stores).buyerData.correctEmail(of: person, to: address)
        } afterwards: { stores, person, power in
            let sealed = try await Self.shop(on: stores).buyerData.address(of: person)
            let opened = try await stores.vault.open(
                try #require(sealed), of: person, for: .purchase, as: .system("test"))

            let expected = power.hasHappened ? [TestShop.email, "binh@example.com"] : ["binh@example.com"]
            #expect(expected.contains(try #require(opened.value).expose()))
            try await stores.expectNoLooseEnds()
        }
    }

    static func shop(on stores: TwoStores) async throws -> Shop {
        let door = Door(data: stores.data, vault: stores.vault, courier: FakeCourier(), clock: stores.clock)
        let shop = Shop(
            on: ShopFoundation(
                data: stores.data, vault: stores.vault, door: door,
                processors: PaymentProcessors([FakeProcessor(), FakeBank()], attested: .always),
                suppliers: Suppliers([Supplier(FakeSupplier())]), mailer: PlainMailer(), addresses: TestAddresses(),
                clock: stores.clock))
        try await shop.importCatalogue.unlessBegun(yaml: try TestShop.catalogueText())
        try await shop.lookAtCatalogue()
        return shop
    }

    static func place(in shop: Shop, email: String = TestShop.email, attempt: ID<OrderAttempt> = attempt) async throws
        -> PlaceOrder.Outcome
    {
        try await shop.placeOrder(
            OrderDraft(
                lines: [.init(slug: "japan-5gb-30d", quantity: 1)], currency: .vnd, email: email,
                language: .english, policyVersion: try Policy.committed().version.hex, age: .oldEnough,
                agreesToImmediateSupply: true, attempt: attempt, strayValues: []))
    }
}
