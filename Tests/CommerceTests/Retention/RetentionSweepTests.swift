// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Disclosure
import Foundation
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Keeping a purchase as long as the policy says, and no longer", .timeLimit(.minutes(10)))
struct RetentionSweepTests {
    static let register = Register(commerceTables + disclosureTables + mechanismTables)

    @Test func `each part of a purchase goes at its own term`() async throws {
        try await withShop { shop in
            let order = try await shop.deliver()
            let person = try #require(order.person)
            let end = shop.clock.now() + .days(30)
            try await shop.ended(order, at: end)
            shop.clock.advance(by: .days(2))
            #expect(try await shop.sweep() == ["fraud_marks": 1], "what orders are counted by stays a day")
            shop.clock.advance(by: .days(28 + 180))
            #expect(try await shop.sweep().isEmpty, "six months after the end are not over")

            shop.clock.advance(by: .days(5))
            #expect(try await shop.sweep() == ["esims": 1])
            #expect(try await shop.vault.exists(person))
            #expect(try await shop.shop.buyerData.address(of: person) != nil)

            shop.clock.advance(by: .days(540))
            let early = try await shop.sweep()
            #expect(Set(early.keys).isSubset(of: ["disclosures"]), "two years after the end are not over")

            shop.clock.advance(by: .days(8))
            let counts = try await shop.sweep()
            #expect(counts["people"] == 1 && counts["buyers"] == 1 && counts["orders"] == 1 && counts["payments"] == 1)
            #expect(try await !shop.vault.exists(person))
            #expect(try shop.vault.ledger.isErased(person), "no restored copy brings it back")
            #expect(try await shop.count("orders") == 1, "the order adds up, about nobody")
            #expect(try await shop.count("invoices") == 1)
            let invoice = try #require(try await shop.shop.buyerData.invoice(of: order.id, as: .system("test")))
            #expect(invoice.value != nil, "bookkeeping stays readable under its hold")
            #expect(try await shop.sweep().isEmpty)

            shop.clock.advance(by: .days(365 * 9))
            _ = try await shop.vault.destroyEndedHolds(before: shop.clock.now().utcYear)
            #expect(try await shop.sweep()["invoices"] == 1, "until its law is satisfied")
        }
    }

    @Test func `a buyer who comes back keeps everything together`() async throws {
        try await withShop { shop in
            let first = try await shop.deliver()
            try await shop.ended(first, at: shop.clock.now() + .days(30))
            let stranger = try await shop.place(shop.draft(email: "binh@example.com"))
            shop.clock.advance(by: .days(600))
            try await shop.data.write {
                try $0.execute("UPDATE orders SET changed_at = $1 WHERE id = $2", shop.clock.now(), first.id)
            }
            shop.clock.advance(by: .days(200))

            let counts = try await shop.sweep()

            #expect(counts["people"] == 1)
            #expect(try await !shop.vault.exists(try #require(stranger.person)))
            #expect(try await shop.vault.exists(try #require(first.person)))
        }
    }

    @Test func `what goes is written down as counts, and names nobody`() async throws {
        try await withShop { shop in
            let order = try await shop.place()
            shop.clock.advance(by: .days(740))

            try await shop.sweep()

            let entries = try await shop.data.read { session in
                try session.query("SELECT body FROM audit_entries") { try $0[0] as String }
            }.compactMap(AuditStatement.init(canonicalText:)).filter { $0.type == RetentionSweep.type }
            #expect(entries.map(\.outcome) == ["buyers:1,fraud_marks:1,orders:1,people:1"])
            #expect(entries.allSatisfy { $0.subject == nil && $0.actor == nil })
            #expect(try await !shop.vault.exists(try #require(order.person)))
        }
    }

    @Test func `more rows than fit into one batch go all the same`() async throws {
        try await withShop { shop in
            let order = try await shop.place()
            let others = (0..<1100).map { _ in PersonID.random() }
            try await shop.data.write { session in
                for other in others {
                    try session.execute("INSERT INTO buyers (person_id, email) VALUES ($1, $2)", other, [1] as [UInt8])
                }
            }
            shop.clock.advance(by: .days(740))

            let counts = try await shop.sweep()

            #expect(counts["people"] == 1 && counts["orders"] == 1 && counts["buyers"] == 1101)
            #expect(try await !shop.vault.exists(try #require(order.person)))
        }
    }

    @Test
    func `a sweep that was cut short is finished by the next, and never leaves data without a key that is missed`()
        async throws
    {
        try await withPowerCutAtEveryStep(register: Self.register, policy: .committed()) { stores in
            for email in ["an@example.com", "binh@example.com"] {
                _ = try await OrderPowerCutTests.place(
                    in: try await OrderPowerCutTests.shop(on: stores), email: email,
                    attempt: .random())
            }
            stores.clock.advance(by: .days(740))
        } operation: { stores, _, _ in
            try await Self.sweep(stores)
        } afterwards: { stores, _, _ in
            try await stores.vault.demandKeysOfNewestRows(in: stores.data)

            try await Self.sweep(stores)

            #expect(try await stores.count("buyers") == 0)
            try await stores.expectNoLooseEnds()
            #expect(try await stores.enrolled().isEmpty)
        }
    }

    @Test func `a policy that counts from what nobody knows is named`() async throws {
        let rows = RegisteredTable(
            "buyers", key: "person_id", label: "register.buyers", onErasure: .delete,
            term: .ends(RowEnd([.emailAddress], from: [.sale: "0"], .delete)), columns: [.person("person_id")])
        try await withTemporaryVault(policy: .committed(), register: Register([rows])) { test in
            let sweep = RetentionSweep(data: test.data, vault: test.vault, timeZone: .gmt, clock: test.clock)

            let problem = await #expect(throws: TermUncountable.self) { try await sweep() }

            #expect(problem?.description.contains("keeps email-address from `service-ended`") == true)
        }
    }

    private static func sweep(_ stores: TwoStores) async throws {
        try await RetentionSweep(data: stores.data, vault: stores.vault, timeZone: .gmt, clock: stores.clock)()
    }
}

extension TestShop {
    @discardableResult
    fileprivate func sweep() async throws -> [String: Int] {
        try await RetentionSweep(data: data, vault: vault, timeZone: .gmt, clock: clock)()
    }

    /// The network told when the eSIMs of an order end.
    fileprivate func ended(_ order: PlacedOrder, at end: Instant) async throws {
        try await data.write { session in
            try session.execute("UPDATE esims SET expires_at = $2 WHERE order_id = $1", order.id, end)
            try session.execute("UPDATE orders SET service_ends_at = $2 WHERE id = $1", order.id, end)
        }
    }
}
