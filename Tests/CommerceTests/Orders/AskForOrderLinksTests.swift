// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Asking for the link to an order")
struct AskForOrderLinksTests {
    private func ask(_ email: String = TestShop.email, in test: TestShop) async throws {
        try await test.shop.askForOrderLinks(try #require(EmailAddress(email)))
    }

    private func linkMails(_ test: TestShop) -> [String] {
        test.courier.mails.filter { $0.subject == "link" }.map(\.recipient)
    }

    @Test func `the link goes to the address the order was bought with`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            try await ask("AN.nguyen@Example.com", in: test)
            try await test.work()

            #expect(linkMails(test) == [TestShop.email])
            #expect(test.courier.mails.last?.text.hasPrefix(order.number.text) == true)
            let disclosures = try #require(try await test.staffOrder(order.id)).disclosures
            // The confirmation and the link; the activation carries the profile too.
            #expect(disclosures.filter { $0.record.categories == [.emailAddress, .order] }.count == 2)
        }
    }

    @Test(arguments: [true, false])
    func `asking writes the same rows for a known and an unknown address`(isKnown: Bool) async throws {
        try await withShop { test in
            _ = try await test.deliver()
            let before = try await (test.count("jobs"), test.count("order_mails"))

            try await ask(isKnown ? TestShop.email : "nobody@example.com", in: test)

            #expect(try await test.count("order_link_requests") == 1)
            #expect(try await test.count("jobs") == before.0 + 1)
            #expect(try await test.count("order_mails") == before.1)
        }
    }

    @Test func `nothing stays of an asking, and an unknown address is not mailed`() async throws {
        try await withShop { test in
            _ = try await test.deliver()
            let mails = test.courier.mails.count

            try await ask("nobody@example.com", in: test)
            try await test.work()

            #expect(try await test.count("order_link_requests") == 0)
            #expect(test.courier.mails.count == mails)
        }
    }

    @Test func `a mail server that is down gets the mail later`() async throws {
        try await withShop { test in
            _ = try await test.deliver()
            test.courier.willFail(.notSent("refused"))
            try await ask(in: test)
            try await test.work()
            #expect(linkMails(test).isEmpty)

            try await test.work(after: .seconds(21))

            #expect(linkMails(test).count == 1)
        }
    }

    @Test func `whoever keeps asking gets three mails about an order a day`() async throws {
        try await withShop { test in
            _ = try await test.deliver()

            for _ in 1...5 {
                try await ask(in: test)
                try await test.work()
            }
            #expect(linkMails(test).count == 3)

            test.supplier.willHaveProfiles()
            try await test.work(after: .days(1))
            try await ask(in: test)
            try await test.work()
            #expect(linkMails(test).count == 4)
        }
    }

    @Test func `asking again while a mail waits to go out queues no second one`() async throws {
        try await withShop { test in
            _ = try await test.deliver()
            test.courier.willFail(.notSent("refused"))
            for _ in 1...3 {
                try await ask(in: test)
                try await test.work()
            }

            try await test.work(after: .seconds(21))

            #expect(linkMails(test).count == 1)
        }
    }

    @Test func `the newest orders of an address are found, and those called off are not`() async throws {
        try await withShop { test in
            for _ in 1...7 {
                _ = try await test.place()
                test.clock.advance(by: .seconds(1))
            }
            let last = try await test.place()
            _ = try await test.shop.cancelOrder(last.id, as: .person(try #require(last.person)))

            try await ask(in: test)
            try await test.work()

            #expect(linkMails(test).count == 5)
            #expect(!test.courier.mails.contains { $0.text.contains(last.number.text) })
        }
    }

    @Test func `an erased buyer is nobody`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let mails = test.courier.mails.count
            try await test.vault.destroyKeys(of: try #require(order.person))

            try await ask(in: test)
            try await test.work()

            #expect(test.courier.mails.count == mails)
        }
    }
}
