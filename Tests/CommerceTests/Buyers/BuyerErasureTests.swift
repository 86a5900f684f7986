// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Erasing a buyer")
struct BuyerErasureTests {
    /// What the rights workflow does to a person: handles out, key destroyed, rows swept.
    private func erase(_ person: PersonID, in test: TestShop) async throws {
        try await test.vault.destroyKeys(of: person)
        let register = test.vault.register
        var touched = 1
        while touched > 0 {
            touched = try await test.data.write { try register.sweep(person, in: $0) }
        }
    }

    @Test func `the invoice stays readable under its hold key, the buyer is gone`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let person = try #require(order.person)

            try await erase(person, in: test)

            let staff = try #require(try await test.staffOrder(order.id))
            #expect(staff.order.person == nil && staff.order.amount == order.amount)
            #expect(staff.esims.isEmpty && staff.payments.allSatisfy { $0.reference == nil && $0.card == nil })
            let held = try await test.shop.buyerData.invoice(of: order.id, as: .system("audit"))
            let text = try #require(held?.value).expose()
            #expect(try InvoiceContent(text: text).amount == order.amount.minorUnits)
            #expect(!text.contains("@"))
            guard case .erased = try await test.shop.openOrderLink(order.token) else { throw CancellationError() }
            guard
                case .erased = try await test.shop.workOnOrders.openEmail(of: order.id, for: .support, as: .owner)
            else { throw CancellationError() }
        }
    }

    @Test func `no row names the person once they are swept`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let person = try #require(order.person)

            try await erase(person, in: test)

            let register = test.vault.register
            #expect(try await test.data.read { try register.rows(about: person, in: $0) } == [:])
        }
    }

    @Test func `what recipients know the buyer by opens for legal duty before the key goes`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let person = try #require(order.person)

            let handles = try await test.shop.buyerData.handles(of: person)

            #expect(handles.map(\.kind) == [.payment, .esimProfile])
            var values: [String] = []
            for handle in handles {
                let opened = try await test.vault.open(
                    handle.value, of: person, for: .legalDuty, as: .system("erasure"))
                values.append(try #require(opened.value).expose())
            }
            #expect(values == ["cs_1", "260301001"])
            let address = try #require(try await test.shop.buyerData.address(of: person))
            let opened = try await test.vault.open(address, of: person, for: .legalDuty, as: .system("erasure"))
            #expect(opened.value?.expose() == TestShop.email)
        }
    }

    @Test func `holdings name everything held and what law makes us keep`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            let holdings = try await test.shop.buyerData.holdings(of: try #require(order.person))

            #expect(
                Set(holdings.map(\.category)) == [
                    .emailAddress, .order, .acceptance, .paymentReference, .esimProfile, .esimUsage, .invoiceMinimum,
                ])
            let held = holdings.filter { $0.heldUntil != nil }
            #expect(held.map(\.category) == [.invoiceMinimum])
            #expect(held.first?.heldUntil?.description == "2036-12-31T23:59:59Z")
        }
    }

    @Test func `work in flight stops when its buyer is erased, and a person learns of the money`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)

            try await erase(try #require(order.person), in: test)
            try await test.work()

            #expect(test.supplier.orders.isEmpty)
            #expect(test.courier.mails.isEmpty)
            #expect(try await test.openAttentions().map(\.reason) == [.notDelivered])
            #expect(try await test.shop.settlePayment(test.paid(order, event: "late")) == .mismatch)
        }
    }

    @Test func `a corrected address is the one the next mail goes to`() async throws {
        try await withShop { test in
            let order = try await test.place()
            let person = try #require(order.person)
            let right = try #require(EmailAddress("an@example.org"))

            #expect(try await test.shop.buyerData.correctEmail(of: person, to: right))
            try await test.pay(order)
            test.supplier.willAccept()
            try await test.work()

            #expect(test.courier.mails.map(\.recipient) == ["an@example.org"])
        }
    }

    @Test func `every column is classified and no number of a sealed field stands twice`() async throws {
        try await withShop { test in
            #expect(Register(commerceTables + disclosureTables).contradictions.isEmpty)
            let names = Set(commerceTables.map(\.name))
            let schema = try await test.data.read { session in
                try SchemaQueries.columns(in: session).filter { names.contains($0.key) }
            }
            #expect(Register(commerceTables).differences(from: schema).isEmpty)
        }
    }
}
