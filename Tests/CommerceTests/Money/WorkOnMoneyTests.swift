// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("Working through money that belongs to no order")
struct WorkOnMoneyTests {
    @Test func `an amount without a number is offered the orders it may be for, with reasons`() async throws {
        try await withShop { test in
            let (order, other) = (
                try await test.place(), try await test.place(test.draft([.init(slug: "japan-5gb-30d", quantity: 2)]))
            )
            let right = TransferText.reference(of: other.number)
            let almost = right.dropLast() + (right.hasSuffix("X") ? "Y" : "X")
            _ = try await test.transfer(content: "mua esim \(almost)", order.amount.minorUnits)
            let money = try #require(try await test.money().first)

            guard case .money(let view) = try await test.shop.workOnMoney.show(money, as: .support) else {
                throw CancellationError()
            }

            let found = Dictionary(uniqueKeysWithValues: view.candidates.map { ($0.order.id, $0.reasons) })
            #expect(found == [order.id: [.sameAmount], other.id: [.numberAlmost]])
        }
    }

    @Test func `put to its order it pays, under the buyer's key, and the payer's own key is gone`() async throws {
        try await withShop { test in
            let order = try await test.place()
            _ = try await test.transfer(content: "mua esim", order.amount.minorUnits)
            let money = try #require(try await test.money().first)
            let payer = try #require(try await test.moneyOnList().first?.person)

            let outcome = try await test.shop.workOnMoney.assign(money, to: order.number, as: .support)

            #expect(outcome == .paid(order.number))
            #expect(try await test.state(order) == .paid)
            #expect(try await !test.vault.exists(payer))
            guard case .opened = try await test.shop.workOnMoney.open(money, for: .support, as: .support) else {
                Issue.record("the buyer's key does not open it")
                return
            }
            #expect(try await test.shop.workOnMoney.assign(money, to: order.number, as: .support) == .already)
            try await test.expectBalance(inOrders: order.amount.minorUnits, open: 0)
        }
    }

    @Test func `an expired order is honoured when somebody says so, and a paid one takes nothing`() async throws {
        try await withShop { test in
            let (late, paid) = (try await test.place(), try await test.place())
            try await test.pay(paid)
            test.supplier.willAccept()
            test.supplier.willHaveProfiles()
            try await test.work()
            try await test.work(after: .hours(25))
            _ = try await test.transfer(for: late)
            let money = try #require(try await test.moneyOnList().first?.id)

            #expect(
                try await test.shop.workOnMoney.assign(money, to: paid.number, as: .owner) == .unfit(.alreadyPaid))
            #expect(try await test.shop.workOnMoney.assign(money, to: late.number, as: .owner) == .paid(late.number))

            #expect(try await test.state(late) == .paid)
            #expect(try await test.count("invoices") == 2, "its books are there again")
        }
    }

    @Test func `sent back by hand and written off leave the list with a trace; only the owner writes off`() async throws
    {
        try await withShop { test in
            _ = try await test.transfer(content: "x", 50_000, reference: "FT1")
            _ = try await test.transfer(content: "y", 300, reference: "FT2")
            let list = try await test.moneyOnList()
            let first = try #require(list.first { $0.amount.minorUnits == 50_000 }).id
            let second = try #require(list.first { $0.amount.minorUnits == 300 }).id

            #expect(try await test.shop.workOnMoney.sendBack(first, as: .support) == .sentBack)
            #expect(try await test.shop.workOnMoney.writeOff(second, because: .tooSmall, as: .support) == .forbidden)
            #expect(try await test.shop.workOnMoney.writeOff(second, because: .tooSmall, as: .owner) == .writtenOff)

            #expect(try await test.moneyOnList().isEmpty)
            let totals = try #require(try await test.totals().first)
            #expect(totals.isBalanced)
            #expect(totals.uses == [.returned: 50_000, .writtenOff: 300])
        }
    }

    @Test func `money a gateway reports for no order goes back through the gateway, once`() async throws {
        try await withShop { test in
            let stray = PaymentReport(
                event: "evt", reference: "cs_9", chargeReference: "pi_9", orderNumber: OrderNumber("VC-7K3M-92QF"),
                state: .paid, amount: Money(minorUnits: 990, currency: .usd))
            for _ in 0..<2 { _ = try await test.shop.settlePayment(stray) }
            let money = try #require(try await test.moneyOnList().first)
            test.processor.willRefund(.unreachable)
            test.processor.willRefund(.refunded)

            #expect(try await test.shop.workOnMoney.sendBack(money.id, as: .support) == .unreachable)
            #expect(try await test.shop.workOnMoney.sendBack(money.id, as: .support) == .sentBack)

            #expect(money.reason == .unknownOrder && money.amount.minorUnits == 990)
            #expect(Set(test.processor.refundAttempts.map(\.idempotencyKey)).count == 1)
            #expect(try await test.moneyOnList().isEmpty)
        }
    }

    @Test func `a refund of a transfer waits for somebody to transfer it`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.beginTransfer(order)
            _ = try await test.transfer(for: order)

            _ = try await test.shop.refundOrder(order.id, because: .requestedByBuyer, as: .owner)
            try await test.work()

            #expect(try await test.state(order) == .refunding)
            #expect(try await test.staffOrder(order.id)?.refunds.map(\.state) == [.byHand])
            let money = try #require(try await test.moneyOnList().first)
            #expect(try await test.shop.workOnMoney.confirmReturn(of: money.id, as: .support) == .sentBack)
            #expect(try await test.state(order) == .refunded)
            #expect(try await test.moneyOnList().isEmpty)
            #expect(try #require(try await test.totals().first).uses == [.returned: order.amount.minorUnits])
        }
    }

    @Test func `a statement books what was never reported and passes over what was`() async throws {
        try await withShop { test in
            let (first, second) = (try await test.place(), try await test.place())
            try await test.beginTransfer(first)
            _ = try await test.transfer(for: first, reference: "FT1")
            let rows = [("FT1", first), ("FT2", second)].map { reference, order in
                "21/11/2026,\(reference),\(order.amount.minorUnits),\(TransferText.reference(of: order.number))"
            }
            let text = "Ngày,Số tham chiếu,Ghi có,Nội dung\n" + rows.joined(separator: "\n")

            let outcome = try await test.shop.importStatement(text, as: .support)

            #expect(outcome == .imported(ImportStatement.Result(paid: 1, known: 1)))
            #expect(try await test.state(second) == .paid)
            #expect(try await test.shop.importStatement(text, as: .editor) == .forbidden)
        }
    }
}
