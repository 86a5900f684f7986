// SPDX-License-Identifier: Apache-2.0

import Commerce
import Testing
import Values
import Vault

@Suite("Payments that a bank takes back")
struct DisputeTests {
    @Test func `a dispute freezes the order and names a date; answered it waits, won it goes on`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            test.supplier.willChange(.done)
            try await test.hear(.needsResponse)
            try await test.hear(.needsResponse, funds: .withdrawn)
            try await test.work()

            #expect(try await test.state(order) == .frozen)
            #expect(test.supplier.calls == ["suspend"])
            #expect(try await test.openAttentions().map(\.reason) == [.disputed])
            let dispute = try #require(try await test.staffOrder(order.id)?.disputes.first)
            #expect(dispute.isWithheld && dispute.dueAt == Instant(milliseconds: 1_900_000_000_000))

            try await test.hear(.underReview)
            #expect(try await test.openAttentions().isEmpty, "the task is done")
            try await test.hear(.won)
            try await test.hear(.won, funds: .reinstated)

            #expect(try await test.state(order) == .delivered)
            #expect(try await test.staffOrder(order.id)?.disputes.map(\.isWithheld) == [false])
            let kinds = try await test.staffOrder(order.id)?.timeline.map(\.kind) ?? []
            let told = [
                "disputed", OrderEvent.fundsWithdrawn, OrderEvent.disputeAnswered, "dispute-won",
                OrderEvent.fundsReinstated,
            ]
            #expect(kinds.filter(told.contains) == told)
        }
    }

    @Test func `lost, the money is lost and the order ends, whichever message comes first`() async throws {
        for states: [Dispute.State] in [[.needsResponse, .lost], [.lost, .needsResponse], [.lost]] {
            try await withShop { test in
                let order = try await test.deliver()
                for state in states + states { try await test.hear(state) }

                #expect(try await test.state(order) == .refunded)
                #expect(try await test.staffOrder(order.id)?.disputes.map(\.state) == [.lost])
                #expect(try await test.uses() == ["lost": order.amount.minorUnits])
                #expect(try await test.openAttentions().isEmpty)
            }
        }
    }

    @Test func `a bank that only asks gives a task and stops nothing`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            try await test.hear(.inquiry)

            #expect(try await test.state(order) == .delivered)
            #expect(try await test.openAttentions().map(\.reason) == [.disputed])
            #expect(try await test.uses() == ["order": order.amount.minorUnits])
            try await test.hear(.closed)
            #expect(try await test.state(order) == .delivered)
            #expect(try await test.openAttentions().isEmpty)
        }
    }

    @Test func `while one dispute is open, another that is won changes nothing`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            try await test.hear(.needsResponse)
            try await test.hear(.needsResponse, of: "dp_2")
            try await test.hear(.won, of: "dp_2")
            #expect(try await test.state(order) == .frozen)
            try await test.hear(.won)
            #expect(try await test.state(order) == .delivered)
        }
    }
}

extension TestShop {
    fileprivate func hear(
        _ state: Dispute.State, of reference: String = "dp_1", funds: ReportedDispute.Funds? = nil
    ) async throws {
        let amount = Money(minorUnits: 239_000, currency: .vnd)
        let report = PaymentReport(
            event: "evt_\(reference)_\(state)", reference: nil, chargeReference: "pi_cs_1", state: .disputed,
            amount: amount,
            dispute: ReportedDispute(
                reference: reference, state: state, reason: "fraudulent", amount: amount,
                dueAt: Instant(milliseconds: 1_900_000_000_000), funds: funds))
        _ = try await shop.settlePayment(report)
        clock.advance(by: .seconds(1))
    }
}
