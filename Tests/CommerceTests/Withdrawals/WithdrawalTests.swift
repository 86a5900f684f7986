// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Foundation
import Policy
import Testing
import Values
import Vault

@Suite("Withdrawing from a purchase")
struct WithdrawalTests {
    @Test func `whoever has not installed the eSIM gets everything back, and a mail that says when they asked`()
        async throws
    {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.withdraw(order) == .stated)
            #expect(try await test.withdraw(order) == .already)
            test.supplier.willHaveProfiles()
            test.processor.willRefund(.refunded)
            test.supplier.willChange(.done)

            try await test.work()
            try await test.work()

            #expect(try await test.state(order) == .refunded)
            #expect(test.supplier.calls == ["cancel"], "the eSIM is called off")
            #expect(test.courier.mails.map(\.subject).contains("withdrawal"))
            #expect(test.courier.mails.last?.subject == "refunded")
            #expect(try await test.standing(order) == .stated(by: .byShopRule))
            #expect(test.processor.refundAttempts.count == 1)
        }
    }

    @Test func `an eSIM that was installed since is not paid back, and the buyer is told why`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.withdraw(order) == .stated)
            test.supplier.willHaveProfiles(used: 10, state: .inUse)

            try await test.work()

            #expect(try await test.state(order) == .delivered)
            #expect(test.courier.mails.map(\.subject).suffix(2).sorted() == ["withdrawal", "withdrawal-declined"])
            #expect(try await test.standing(order) == .stated(by: .endedWithSupply))
        }
    }

    @Test func `what was not delivered yet goes back by right`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            #expect(try await test.withdraw(order) == .stated)
            test.supplier.willAccept()
            test.processor.willRefund(.refunded)
            test.supplier.willHaveProfiles()
            test.supplier.willChange(.done)

            try await test.work()
            try await test.work(after: .seconds(10))

            #expect([.refunding, .refunded].contains(try await test.state(order)))
            #expect(try await test.standing(order) == .stated(by: .byRight))
        }
    }

    @Test func `a network that does not answer decides nothing, and in the end a person does`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.withdraw(order) == .stated)
            test.supplier.willSay(.unreachable)

            try await test.work()

            #expect(test.courier.mails.last?.subject == "withdrawal", "the statement is acknowledged all the same")
            #expect(try await test.state(order) == .delivered)
            test.supplier.willHaveProfiles()
            test.processor.willRefund(.refunded)
            test.supplier.willChange(.done)
            try await test.work(after: .seconds(60))
            try await test.work()
            #expect(try await test.state(order) == .refunded)
        }
    }

    @Test func `only the buyer withdraws, only from what was paid, and only in time`() async throws {
        try await withShop { test in
            let (order, unpaid) = (try await test.deliver(), try await test.place())
            #expect(try await test.shop.withdrawFromOrder(order.id, as: .person(.random())) == .notFound)
            #expect(try await test.shop.withdrawFromOrder(order.id, as: .owner) == .notFound)
            #expect(try await test.withdraw(unpaid) == .nothingToWithdrawFrom)
            test.clock.advance(by: .days(18))

            #expect(try await test.withdraw(order) == .tooLate)
            #expect(try await test.standing(order) == WithdrawalShown.none)
        }
    }

    @Test(arguments: [
        ("2026-11-02T08:00:00Z", "2026-11-16T17:00:00Z"),  // from Monday to a Monday
        ("2026-10-31T20:00:00Z", "2026-11-16T17:00:00Z"),  // a Sunday in Vietnam: its last day would be one too
        ("2026-11-06T08:00:00Z", "2026-11-20T17:00:00Z"),
        ("2026-11-07T08:00:00Z", "2026-11-23T17:00:00Z"),  // ends on a Saturday, so on Monday
    ])
    func `the period counts whole days after the contract and ends on a working day`(
        placed: String, end: String
    ) throws {
        let zone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        let placedAt = Instant(try Date(placed, strategy: .iso8601))

        #expect(WithdrawalTerms.europe.end(of: placedAt, in: zone).description == end)
    }
}

/// How a withdrawal stands, as far as these tests look.
private enum WithdrawalShown: Equatable {
    case none
    case open
    case stated(by: WithdrawalDecision?)
}

extension TestShop {
    fileprivate func withdraw(_ order: PlacedOrder) async throws -> WithdrawFromOrder.Outcome {
        try await shop.withdrawFromOrder(order.id, as: .person(try #require(order.person)))
    }

    fileprivate func standing(_ order: PlacedOrder) async throws -> WithdrawalShown {
        let shown = try await shop.showOrder(order.id, as: .person(try #require(order.person)))
        guard case .order(let buyers) = shown else { throw CancellationError() }
        switch buyers.withdrawal {
        case .none: return .none
        case .open: return .open
        case .stated(let withdrawal): return .stated(by: withdrawal.decision)
        }
    }
}
