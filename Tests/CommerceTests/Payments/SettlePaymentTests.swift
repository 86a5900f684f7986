// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Settling a payment")
struct SettlePaymentTests {
    @Test func `the same message three times at once pays the order once`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)

            let outcomes = try await withThrowingTaskGroup(of: SettlePayment.Outcome.self) { group in
                for _ in 0..<3 { group.addTask { try await test.shop.settlePayment(test.paid(order)) } }
                return try await group.reduce(into: [SettlePayment.Outcome]()) { $0.append($1) }
            }
            test.supplier.willAccept()
            try await test.work()

            #expect(outcomes.count { $0 == .moved(.paid) } == 1)
            #expect(test.courier.mails.map(\.subject) == ["confirmation"])
            #expect(test.supplier.orders.count == 1)
        }
    }

    @Test(arguments: [
        Money(minorUnits: 1000, currency: .vnd), Money(minorUnits: 279_000, currency: .usd),
        Money(minorUnits: 279_001, currency: .vnd),
    ])
    func `another amount or currency leaves the order unpaid and calls a person`(amount: Money) async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)

            let outcome = try await test.shop.settlePayment(test.paid(order, amount: amount))

            #expect(outcome == .mismatch)
            #expect(try await test.state(order) == .awaitingPayment)
            #expect(try await test.openAttentions().map(\.reason) == [.paymentMismatch])
            try await test.work()
            #expect(test.courier.mails.isEmpty && test.supplier.orders.isEmpty)
        }
    }

    @Test func `another session, or one of another order, pays nothing`() async throws {
        try await withShop { test in
            let (first, second) = (try await test.place(), try await test.place())
            test.processor.willBegin()
            try await test.begin(first)

            let foreign = try await test.shop.settlePayment(test.paid(first, event: "1", session: "cs_other"))
            let crossed = try await test.shop.settlePayment(test.paid(second, event: "2"))

            #expect(foreign == .mismatch && crossed == .mismatch)
            #expect(try await test.state(first) == .awaitingPayment)
            #expect(try await test.state(second) == .awaitingPayment)
            #expect(try await test.openAttentions().count == 2)
        }
    }

    @Test func `money for an order nobody knows calls a person, once`() async throws {
        try await withShop { test in
            let report = PaymentReport(
                event: "evt", reference: "cs_9", orderNumber: OrderNumber("VC-7K3M-92QF"), state: .paid,
                amount: Money(minorUnits: 1, currency: .vnd))

            for _ in 0..<3 {
                let outcome = try await test.shop.settlePayment(report)
                #expect(outcome == .unknownPayment)
            }

            #expect(try await test.openAttentions().map(\.reason) == [.unknownPayment])
        }
    }

    @Test func `a message that overtakes its payment is kept for later`() async throws {
        try await withShop { test in
            let refund = PaymentReport(
                event: "evt", reference: nil, chargeReference: "pi_9", state: .refunded,
                amount: Money(minorUnits: 1, currency: .vnd))

            let outcome = try await test.shop.actOnCallback(.payment(refund), from: RecipientID("stripe"))

            #expect(outcome == .later)
            #expect(try await test.openAttentions().isEmpty)
        }
    }

    @Test func `a charge that is reported before its session pays the order`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            let charge = PaymentReport(
                event: "evt_charge", reference: nil, chargeReference: "pi_cs_1", orderNumber: order.number,
                state: .paid, amount: order.amount)

            #expect(try await test.shop.settlePayment(charge) == .moved(.paid))
            #expect(try await test.shop.settlePayment(test.paid(order)) == .unchanged(.paid))
        }
    }

    @Test func `brand and last four digits are sealed, and open for support`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)

            guard
                case .opened(let card) = try await test.shop.workOnOrders.openCard(
                    of: order.id, for: .support, as: .support)
            else { throw CancellationError() }

            #expect(card.expose() == "visa 4242")
            let dump = try await test.dump()
            #expect(!dump.contains("4242"))
        }
    }

    @Test func `a buyer who comes back before the message is told the truth`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            test.processor.willSay(.report(test.paid(order, event: "asked")))

            let told = try await test.shop.returnFromPayment(order.id, as: .person(try #require(order.person)))

            #expect(told == .order(.paid))
            #expect(try await test.shop.settlePayment(test.paid(order)) == .unchanged(.paid))
        }
    }

    @Test func `nobody but the buyer and staff has the gateway asked about an order`() async throws {
        try await withShop { test in
            let (order, other) = (try await test.place(), try await test.place())
            test.processor.willBegin()
            try await test.begin(order)

            for stranger in [Caller.anonymous, .editor, .person(try #require(other.person))] {
                #expect(try await test.shop.returnFromPayment(order.id, as: stranger) == .notFound)
                #expect(try await test.shop.refreshUsage(order.id, as: stranger) == .nothingThere)
            }

            #expect(test.processor.asked == 0)
        }
    }

    @Test func `a page reloaded again and again asks the gateway once in a while`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            test.processor.willSay(.unreachable)
            let buyer = Caller.person(try #require(order.person))

            #expect(try await test.shop.returnFromPayment(order.id, as: buyer) == .unknown)
            for _ in 0..<5 {
                #expect(try await test.shop.returnFromPayment(order.id, as: buyer) == .order(.awaitingPayment))
            }

            #expect(test.processor.asked == 1)
        }
    }

    @Test func `a dispute freezes the order and suspends its eSIM until it is won`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let dispute = PaymentReport(
                event: "evt_d", reference: nil, chargeReference: "pi_cs_1", state: .disputed, amount: order.amount)
            test.supplier.willChange(.done)

            #expect(try await test.shop.settlePayment(dispute) == .moved(.frozen))
            try await test.work()

            #expect(test.supplier.calls == ["suspend"])
            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.state) == [.suspended])
            test.supplier.willChange(.done)
            test.supplier.willHaveProfiles(state: .inUse)
            let won = PaymentReport(event: "evt_w", reference: nil, chargeReference: "pi_cs_1", state: .disputeWon)
            #expect(try await test.shop.settlePayment(won) == .moved(.delivered))
            try await test.work()
            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.state) == [.inUse])
        }
    }

    @Test func `an order paid in two windows gives the second payment back and stays paid`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            test.clock.advance(by: .hours(2))
            test.processor.willBegin()
            try await test.begin(order)

            _ = try await test.shop.settlePayment(test.paid(order, event: "1", session: "cs_2"))
            _ = try await test.shop.settlePayment(test.paid(order, event: "2", session: "cs_1"))
            test.supplier.willAccept()
            test.processor.willRefund(.refunded)
            test.processor.willSay(.unreachable)
            try await test.work()

            #expect(try await test.state(order) == .delivering)
            #expect(test.processor.refundAttempts.map(\.reason) == [.duplicate])
            #expect(try await test.openAttentions().map(\.reason) == [.paidTwice])
        }
    }
}
