// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Putting a mistyped address right")
struct CorrectionTests {
    private static let right = "binh@example.org"

    @Test func `nothing changes until the new address proves itself, and then everything does`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let person = try #require(order.person)
            #expect(try await test.ask(Self.right, order) == .asked)
            try await test.work()
            #expect(try await test.address(of: order) == TestShop.email)
            #expect(try await test.found(by: Self.right).isEmpty)

            let outcome = try await test.shop.answerCorrection(try test.link(in: "prove-address"))
            guard case .proven(let token) = outcome else { throw CancellationError() }
            try await test.work()

            #expect(token == order.token)
            #expect(try await test.address(of: order) == Self.right)
            #expect(try await test.found(by: Self.right) == [person])
            #expect(try await test.found(by: TestShop.email).isEmpty, "the old address leads nowhere any more")
            #expect(
                try await test.shop.answerCorrection(try test.link(in: "prove-address")) == .over, "it works once")
        }
    }

    @Test func `both addresses are told, and what went to the wrong one goes to the right one`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.ask(Self.right, order) == .asked)
            try await test.work()

            #expect(test.mails(to: Self.right) == ["prove-address"])
            #expect(test.mails(to: TestShop.email) == ["confirmation", "activation", "address-asked"])

            _ = try await test.shop.answerCorrection(try test.link(in: "prove-address"))
            try await test.work()

            #expect(test.mails(to: TestShop.email).last == "address-changed")
            #expect(Set(test.mails(to: Self.right)) == ["prove-address", "confirmation", "activation"])
            #expect(try await test.count("email_corrections") == 0, "nothing is kept of the old address")
        }
    }

    @Test func `the old address can say no, and then the proof is worth nothing`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.ask(Self.right, order) == .asked)
            try await test.work()

            #expect(try await test.shop.answerCorrection(try test.link(in: "address-asked")) == .refused)
            #expect(try await test.shop.answerCorrection(try test.link(in: "prove-address")) == .over)
            try await test.work()

            #expect(try await test.address(of: order) == TestShop.email)
            #expect(try await test.shop.answerCorrection.question(try test.link(in: "prove-address")) == nil)
        }
    }

    @Test func `a later wish replaces the one before, and a link ends after seven days`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.ask("first@example.org", order) == .asked)
            try await test.work()
            let first = try test.link(in: "prove-address")
            #expect(try await test.ask(Self.right, order) == .asked)
            try await test.work()
            #expect(try await test.shop.answerCorrection(first) == .over)

            test.supplier.willHaveProfiles()
            try await test.work(after: .days(7))

            #expect(try await test.shop.answerCorrection(try test.link(in: "prove-address")) == .over)
            #expect(try await test.count("email_corrections") == 0, "an address nobody proved is forgotten")
        }
    }

    @Test func `only the order's buyer may ask, a few times a day, and not for the address there is`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let stranger = try #require(EmailAddress(Self.right))

            #expect(
                try await test.shop.askForCorrection(stranger, for: order.id, in: .english, as: .person(.random()))
                    == .notFound)
            #expect(
                try await test.shop.askForCorrection(stranger, for: order.id, in: .english, as: .owner) == .notFound)
            #expect(try await test.ask("AN.nguyen@example.com", order) == .same)
            for number in 1...3 { #expect(try await test.ask("n\(number)@example.org", order) == .asked) }
            #expect(try await test.ask(Self.right, order) == .tooMany)
            #expect(try await test.shop.answerCorrection("AAAA") == .notFound)
            #expect(try await test.shop.answerCorrection(order.token) == .notFound, "an order's link proves no address")
        }
    }

    @Test func `an address nobody has stops no correction and troubles nobody`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.ask(Self.right, order) == .asked)
            test.courier.willFail(.rejected("550"))
            test.courier.willFail(.rejected("550"))

            try await test.work()

            #expect(try await test.openAttentions().isEmpty)
        }
    }

    @Test func `an erased buyer's wish leaves nothing behind`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.ask(Self.right, order) == .asked)
            try await test.work()
            let link = try test.link(in: "prove-address")

            try await test.vault.destroyKeys(of: try #require(order.person))

            #expect(try await test.shop.answerCorrection(link) == .over)
            #expect(try await test.found(by: Self.right).isEmpty)
        }
    }
}

extension TestShop {
    fileprivate func ask(_ address: String, _ order: PlacedOrder) async throws -> AskForCorrection.Outcome {
        try await shop.askForCorrection(
            try #require(EmailAddress(address)), for: order.id, in: .english,
            as: .person(try #require(order.person)))
    }

    fileprivate func address(of order: PlacedOrder) async throws -> String? {
        let person = try #require(order.person)
        let sealed = try #require(try await shop.buyerData.address(of: person))
        return try await vault.open(sealed, of: person, for: .purchase, as: .system("test")).value?.expose()
    }

    fileprivate func found(by address: String) async throws -> [PersonID] {
        try await vault.people(.guestEmail, try #require(EmailAddress(address)).canonical)
    }

    fileprivate func mails(to address: String) -> [String] {
        courier.mails.filter { $0.recipient == address }.map(\.subject)
    }

    /// The token of the link in the newest mail of the kind.
    fileprivate func link(in subject: String) throws -> String {
        let mail = try #require(courier.mails.last { $0.subject == subject })
        return try #require(mail.text.split(separator: "/").last.map(String.init))
    }
}
