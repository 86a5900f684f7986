// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Finding a customer")
struct FindCustomerTests {
    @Test func `the exact address finds all that was bought with it, in whatever case it was typed`() async throws {
        try await withShop { test in
            let (first, second) = (
                try await test.deliver(), try await test.place(test.draft(email: "AN.Nguyen@example.com"))
            )
            _ = try await test.place(test.draft(email: "binh@example.com"))

            let history = try await test.find(TestShop.email, as: .support)

            #expect(Set(try #require(history).purchases.map(\.order.id)) == [first.id, second.id])
            #expect(history?.people.count == 2)
            #expect(history?.disclosures.isEmpty == false)
            #expect("\(try #require(history).email)".contains("@") == false, "the address prints masked")
        }
    }

    @Test func `one order leads to all of its buyer's`() async throws {
        try await withShop { test in
            let (first, second) = (try await test.deliver(), try await test.place())

            guard
                case .found(let history) = try await test.shop.findCustomer(
                    buyerOf: second.id, for: .support, as: .support)
            else { throw CancellationError() }

            #expect(Set(history.purchases.map(\.order.id)) == [first.id, second.id])
        }
    }

    @Test func `who searched stands on the record, found or not, and every person opened does`() async throws {
        try await withShop { test in
            let order = try await test.place()
            let agent = StaffMember(id: .random(), role: .supportAgent)

            _ = try await test.find(TestShop.email, as: .staff(agent))
            _ = try await test.find("nobody@example.com", as: .staff(agent))

            let types = try await test.data.read { session in
                try AuditQueries.entries(by: agent.id, in: session).compactMap { $0.statement?.type.rawValue }
            }
            #expect(types.sorted() == ["customer.searched", "customer.searched", "personal-data.opened"])
            let about = try await test.data.read { [person = try #require(order.person)] session in
                try AuditQueries.entries(about: person, in: session).compactMap { $0.statement?.type.rawValue }
            }
            #expect(about.contains("personal-data.opened") && about.contains("customer.searched"))
            #expect(try await test.dump().contains("nobody@example.com") == false, "nobody keeps what was typed")
        }
    }

    @Test func `nobody finds anybody without work on orders and a purpose the policy gives their role`() async throws {
        try await withShop { test in
            _ = try await test.place()
            let address = try #require(EmailAddress(TestShop.email))

            guard case .forbidden = try await test.shop.findCustomer(address, for: .support, as: .editor),
                case .forbidden = try await test.shop.findCustomer(address, for: .support, as: .anonymous),
                case .refused = try await test.shop.findCustomer(address, for: .marketing, as: .owner),
                case .refused = try await test.shop.findCustomer(address, for: .fraudPrevention, as: .support)
            else { throw CancellationError() }
        }
    }

    @Test func `an erased customer is nobody`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.vault.destroyKeys(of: try #require(order.person))

            #expect(try await test.find(TestShop.email, as: .support) == nil)
            guard case .nobody = try await test.shop.findCustomer(buyerOf: order.id, for: .support, as: .support) else {
                throw CancellationError()
            }
        }
    }
}

extension TestShop {
    fileprivate func find(_ address: String, as caller: Caller) async throws -> CustomerHistory? {
        let found = try await shop.findCustomer(try #require(EmailAddress(address)), for: .support, as: caller)
        guard case .found(let history) = found else { return nil }
        return history
    }
}
