// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Storage
import Testing
import Values
import Vault

extension TestShop {
    func beginTransfer(_ order: PlacedOrder) async throws {
        let person = try #require(order.person)
        let outcome = try await shop.beginPayment(order.id, with: RecipientID("vietqr"), as: .person(person))
        guard case .transfer = outcome else {
            Issue.record("no transfer: \(outcome)")
            return
        }
    }

    /// A transfer of the whole price, unless told otherwise, with the order's number as banks leave it.
    @discardableResult
    func transfer(
        _ amount: Int64? = nil, for order: PlacedOrder, reference: String = "FT1", payer: String? = nil
    ) async throws -> TakeIncomingMoney.Outcome {
        try await transfer(
            content: "MBVCB.1.\(TransferText.reference(of: order.number)).CT", amount ?? order.amount.minorUnits,
            reference: reference, payer: payer)
    }

    @discardableResult
    func transfer(
        content: String, _ amount: Int64, reference: String = "FT1", payer: String? = nil
    ) async throws -> TakeIncomingMoney.Outcome {
        try await shop.takeIncomingMoney(
            IncomingTransfer(
                source: RecipientID("vietqr"), reference: reference,
                amount: Money(minorUnits: amount, currency: .vnd), content: content, payer: payer,
                receivedAt: clock.now()))
    }

    func moneyOnList() async throws -> [IncomingMoney] {
        guard case .money(let waiting, _) = try await shop.workOnMoney.list(as: .owner) else { return [] }
        return waiting
    }

    func totals() async throws -> [MoneyTotals] {
        guard case .money(_, let totals) = try await shop.workOnMoney.list(as: .owner) else { return [] }
        return totals
    }

    func money() async throws -> [ID<IncomingMoney>] {
        try await data.read { try $0.query("SELECT id FROM incoming_money ORDER BY id") { try $0[0] } }
    }

    func buyerOrder(_ order: PlacedOrder) async throws -> BuyerOrder {
        guard case .order(let shown) = try await shop.showOrder(order.id, as: .person(try #require(order.person)))
        else {
            throw CancellationError()
        }
        return shown
    }

    /// What came in is what paid orders and what is open, and every row says so.
    func expectBalance(inOrders: Int64, open: Int64) async throws {
        let totals = try await totals()
        #expect(totals.allSatisfy { $0.isBalanced })
        #expect(totals.first?.open ?? 0 == open)
        #expect(totals.first?.uses[.order] ?? 0 == inOrders)
        let damage = try await data.read {
            try MoneyListQueries.unbalanced(in: $0) + MoneyListQueries.paidWithoutMoney(in: $0)
        }
        #expect(damage == 0)
    }
}
