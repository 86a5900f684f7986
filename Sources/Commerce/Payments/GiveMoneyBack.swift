// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Carries out an order's refunds at the gateway, each once.
struct GiveMoneyBack: Sendable {
    let foundation: ShopFoundation
    let settle: SettlePayment

    /// No request to a gateway is under way for so long.
    private static let lost = Duration.seconds(900)

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
                    try RefundQueries.insertRest(
                        of: payment, refund, because: .requestedByBuyer, at: now, in: session)
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
            try await leaveToPeople(refund, of: payment)
            return nil
        }
        guard let person = payment.person, let reference = payment.reference else {
            try await fail(refund, of: payment, order, "buyer-erased")
            return nil
        }
        let handle = PaymentHandle(subject: order.id.bytes, person: person, reference: reference)
        let sending: Refund
        switch try await next(refund, handle, payment.charge, at: processor) {
        case .send(let again): sending = again
        case .arrived(let told): return try await hear(told, refund, of: payment)
        case .wait: return .seconds(60)
        }
        let attempt = RefundAttempt(
            payment: handle, chargeReference: payment.charge, amount: refund.amount, reason: refund.reason,
            id: refund.id, idempotencyKey: sending.idempotencyKey)
        switch try await processor.refund(attempt) {
        case .told(let told): return try await hear(told, refund, of: payment)
        case .refunded: return try await hear(.refunded, refund, of: payment)
        case .pending: return try await hear(.pending, refund, of: payment)
        case .byHand: try await leaveToPeople(refund, of: payment)
        case .refused(let code): try await fail(refund, of: payment, order, code)
        case .unreachable: return .seconds(60)
        }
        return nil
    }

    private enum Next: Sendable {
        case send(Refund)
        case arrived(ReportedRefund)
        case wait
    }

    /// A refund that was sent and not answered for is looked for first. Gateways forget keys after a day, and repeat a failure of
    /// theirs under the same key for as long: one they do not know long after it was sent goes out under another.
    private func next(
        _ refund: Refund, _ handle: PaymentHandle, _ charge: SealedValue?, at processor: any PaymentProcessor
    ) async throws -> Next {
        let now = foundation.clock.now()
        var number = max(1, refund.keyNumber)
        var sentAt = refund.sentAt ?? now
        if refund.sentAt != nil {
            let known = RefundHandle(
                id: refund.id, payment: handle, chargeReference: charge, reference: refund.reference)
            switch try await processor.state(of: known) {
            case .told(let told): return .arrived(told)
            case .unreachable, .refused: return .wait
            case .unknown where now - sentAt >= Self.lost: (number, sentAt) = (number + 1, now)
            case .unknown: break
            }
        }
        let (under, at) = (number, sentAt)
        let sending = try await foundation.data.write { session in
            try RefundQueries.send(refund.id, under: under, at: at, in: session)
            return try RefundQueries.refund(refund.id, in: session)
        }
        return sending.map { .send($0) } ?? .wait
    }

    private func hear(_ told: ReportedRefund, _ refund: Refund, of payment: Payment) async throws -> Duration? {
        _ = try await SettleRefund(foundation: foundation, settle: settle)(told, amount: refund.amount, of: payment)
        return told.state == .pending ? .seconds(900) : nil
    }

    private func hear(_ state: ReportedRefund.State, _ refund: Refund, of payment: Payment) async throws -> Duration? {
        try await hear(ReportedRefund(reference: nil, id: refund.id, state: state), refund, of: payment)
    }

    /// No bank sends money back on our word: it stands on the list of money until somebody says that they did.
    private func leaveToPeople(_ refund: Refund, of payment: Payment) async throws {
        let now = foundation.clock.now()
        try await foundation.data.write { session in
            try RefundQueries.move(refund.id, to: .byHand, at: now, in: session)
            try MoneyQueries.turn(payment.id, from: .order, to: .returning, at: now, in: session)
        }
    }

    /// A refund takes days with some banks; its message usually comes first.
    private func ask(about refund: Refund, of payment: Payment, _ order: Order) async throws -> Duration? {
        guard let person = payment.person, let reference = payment.reference,
            let processor = foundation.processors[payment.processor]
        else { return nil }
        let handle = RefundHandle(
            id: refund.id, payment: PaymentHandle(subject: order.id.bytes, person: person, reference: reference),
            chargeReference: payment.charge, reference: refund.reference)
        if case .told(let told) = try await processor.state(of: handle), told.state != .pending {
            return try await hear(told, refund, of: payment)
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
            try RefundQueries.move(refund.id, to: .failed, problem: code, at: now, in: session)
            try MoneyQueries.release(.returning, of: payment.id, because: .returnFailed, at: now, in: session)
            // A second payment that cannot go back leaves the order as it is; a person learns of it either way.
            if case .moved = try move.apply(in: session) { return }
            try OrderEventQueries.raise(attention, in: session)
        }
    }
}
