// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Carries out an order's refunds at the gateway, each once.
struct GiveMoneyBack: Sendable {
    let foundation: ShopFoundation
    let settle: SettlePayment

    private struct Work: Sendable {
        let order: Order
        let payments: [Payment]
        let refunds: [Refund]
    }

    func callAsFunction(_ id: ID<Order>) async throws -> JobOutcome {
        guard let work = try await prepare(id) else { return .done }
        var wait: Duration?
        for refund in work.refunds {
            guard let payment = work.payments.first(where: { $0.id == refund.payment }) else { continue }
            let again: Duration? =
                switch refund.state {
                case .requested: try await send(refund, of: payment, work.order)
                case .pending: try await ask(about: refund, of: payment, work.order)
                case .refunded, .failed, .byHand: nil
                }
            if let again { wait = min(again, wait ?? again) }
        }
        return wait.map { .retry(after: $0) } ?? .done
    }

    /// What there is to do. An order that has to be refunded gets a refund for each payment nobody wrote one for.
    private func prepare(_ id: ID<Order>) async throws -> Work? {
        let now = foundation.clock.now()
        let ids = (0..<8).map { _ in ID<Refund>.timeOrdered(at: now) }
        return try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session) else { return nil }
            let payments = try PaymentQueries.payments(of: id, in: session)
            if order.state == .refunding {
                for (payment, refund) in zip(payments.filter { $0.state == .paid }, ids) {
                    try RefundQueries.insert(
                        Refund(
                            id: refund, payment: payment.id, order: id, reason: .requestedByBuyer, state: .requested,
                            problem: nil, requestedAt: now), in: session)
                }
            }
            return Work(order: order, payments: payments, refunds: try RefundQueries.refunds(of: id, in: session))
        }
    }

    private func send(_ refund: Refund, of payment: Payment, _ order: Order) async throws -> Duration? {
        guard let processor = foundation.processors[payment.processor] else {
            try await fail(refund, of: payment, order, "processor-gone")
            return nil
        }
        if processor.method == .bankTransfer {
            try await leaveToPeople(payment)
            return nil
        }
        guard let person = payment.person, let reference = payment.reference else {
            try await fail(refund, of: payment, order, "buyer-erased")
            return nil
        }
        let attempt = RefundAttempt(
            payment: PaymentHandle(subject: order.id.bytes, person: person, reference: reference),
            chargeReference: payment.charge, amount: payment.amount, reason: refund.reason,
            idempotencyKey: refund.idempotencyKey)
        switch try await processor.refund(attempt) {
        case .refunded: _ = try await settle.settle(.refunded, of: payment, order)
        case .pending:
            let now = foundation.clock.now()
            try await foundation.data.write {
                try RefundQueries.conclude(payment.id, .pending, problem: nil, at: now, in: $0)
            }
            return .seconds(900)
        case .byHand: try await leaveToPeople(payment)
        case .refused(let code): try await fail(refund, of: payment, order, code)
        case .unreachable: return .seconds(60)
        }
        return nil
    }

    /// No bank sends money back on our word: it stands on the list of money until somebody says that they did.
    private func leaveToPeople(_ payment: Payment) async throws {
        let now = foundation.clock.now()
        try await foundation.data.write { session in
            try RefundQueries.conclude(payment.id, .byHand, problem: nil, at: now, in: session)
            try MoneyQueries.turn(payment.id, from: .order, to: .returning, at: now, in: session)
        }
    }

    /// A refund takes days with some banks; its message usually comes first.
    private func ask(about refund: Refund, of payment: Payment, _ order: Order) async throws -> Duration? {
        guard let person = payment.person, let reference = payment.reference,
            let processor = foundation.processors[payment.processor]
        else { return nil }
        let handle = PaymentHandle(subject: order.id.bytes, person: person, reference: reference)
        if case .report(let report) = try await processor.state(of: handle), report.state == .refunded {
            _ = try await settle.settle(.refunded, of: payment, order)
            return nil
        }
        return .hours(6)
    }

    private func fail(_ refund: Refund, of payment: Payment, _ order: Order, _ code: String) async throws {
        let now = foundation.clock.now()
        let move = OrderMove(.failRefund, order.id, by: .system, detail: code, at: now, with: foundation.seals)
        let attention = Attention(
            id: .timeOrdered(at: now), order: order.id, reason: .refundFailed, subject: order.number.text,
            detail: code, raisedAt: now, resolvedAt: nil)
        try await foundation.data.write { session in
            try RefundQueries.conclude(payment.id, .failed, problem: code, at: now, in: session)
            try MoneyQueries.release(.returning, of: payment.id, because: .returnFailed, at: now, in: session)
            // A second payment that cannot go back leaves the order as it is; a person learns of it either way.
            if case .moved = try move.apply(in: session) { return }
            try OrderEventQueries.raise(attention, in: session)
        }
    }
}
