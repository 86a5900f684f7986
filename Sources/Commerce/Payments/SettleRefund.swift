// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Acts on what the gateway says about one refund: once, however often and in whichever order it is told.
///
/// It is found by the gateway's name of it, or by our id that travelled with the request. One that is ours by neither was made by
/// somebody at the gateway, and is written down like any other.
struct SettleRefund: Sendable {
    let foundation: ShopFoundation
    let settle: SettlePayment

    func callAsFunction(
        _ told: ReportedRefund, amount: Money, of payment: Payment
    ) async throws -> SettlePayment.Outcome {
        let order = try await foundation.data.read { try OrderQueries.order(payment.order, in: $0) }
        guard let order else { return .unknownPayment }
        guard amount.currency == payment.amount.currency, amount.minorUnits <= payment.amount.minorUnits else {
            return .mismatch
        }
        let now = foundation.clock.now()
        // The row it is about is known in the transaction; a value sealed for a row of ours needs its id before.
        let row = try await foundation.data.read { try Self.find(told, amount, of: payment, in: $0)?.id }
        let id = row ?? .timeOrdered(at: now)
        var sealed: Sealed?
        if let reference = told.reference, let person = payment.person,
            let sealer = try await foundation.vault.sealer(for: person)
        {
            sealed = try sealer.seal(reference, in: .refundReference, row: id)
        }
        let settlement = RefundSettlement(
            payment: payment.id, id: id, told: told, amount: amount, reference: sealed,
            digest: told.reference.map(foundation.digest(ofReference:)),
            whole: try await settle.settlement(of: payment.id, .refunded, order, nil, at: now),
            failed: try await settle.settlement(of: payment.id, .refundFailed, order, nil, at: now),
            event: .timeOrdered(at: now), attention: .timeOrdered(at: now), use: .timeOrdered(at: now),
            mailJob: Job(ShopJob.mail(.partRefunded), about: order.id, at: now, exclusive: true), at: now)
        return try await foundation.data.write { try settlement.apply(in: $0) }
    }

    /// By our id, or by the amount for one nobody has told the name of.
    private static func find(
        _ told: ReportedRefund, _ amount: Money, of payment: Payment, in session: any SQLSession
    ) throws -> Refund? {
        let refunds = try RefundQueries.refunds(of: payment.id, in: session)
        if let id = told.id { return refunds.first { $0.id == id } }
        return refunds.first { $0.state.isOpen && $0.reference == nil && $0.amount == amount }
    }
}

/// A report about a refund, prepared: what one transaction does about it.
private struct RefundSettlement: Sendable {
    let payment: ID<Payment>
    /// The row it is about, or the one that is made for it.
    let id: ID<Refund>
    let told: ReportedRefund
    let amount: Money
    let reference: Sealed?
    let digest: [UInt8]?
    let whole: Settlement
    let failed: Settlement
    let event: ID<OrderEvent>
    let attention: ID<Attention>
    let use: ID<MoneyUse>
    let mailJob: Job
    let at: Instant

    func apply(in session: any SQLSession) throws -> SettlePayment.Outcome {
        guard let payment = try PaymentQueries.payment(payment, in: session),
            let order = try OrderQueries.order(payment.order, in: session)
        else { return .unknownPayment }
        let refund = try known(in: session) ?? make(of: payment, in: session)
        if let reference, let digest, refund.reference == nil {
            try RefundQueries.record(refund.id, reference: reference, digest: digest, in: session)
        }
        switch (refund.state, told.state) {
        case (.requested, .pending), (.byHand, .pending):
            try RefundQueries.move(refund.id, to: .pending, at: at, in: session)
            return .unchanged(order.state)
        case (.pending, .pending), (.refunded, .pending), (.refunded, .refunded), (.failed, .pending),
            (.failed, .failed):
            return .unchanged(order.state)
        // A failure the gateway told of is final; one that we concluded from its silence is not.
        case (.failed, .refunded) where refund.reference != nil: return .unchanged(order.state)
        case (.requested, .refunded), (.pending, .refunded), (.byHand, .refunded), (.failed, .refunded):
            return try goBack(refund, payment, order, in: session)
        case (.requested, .failed), (.pending, .failed), (.byHand, .failed), (.refunded, .failed):
            return try stay(refund, payment, order, in: session)
        }
    }

    private func known(in session: any SQLSession) throws -> Refund? {
        if let digest, let found = try RefundQueries.refund(referenceDigest: digest, in: session) { return found }
        return try RefundQueries.refund(id, in: session)
    }

    private func make(of payment: Payment, in session: any SQLSession) throws -> Refund {
        let refund = Refund(id, of: payment, amount, because: .requestedByBuyer, at: at)
        try RefundQueries.insert(refund, in: session)
        return refund
    }

    private func goBack(
        _ refund: Refund, _ payment: Payment, _ order: Order, in session: any SQLSession
    ) throws -> SettlePayment.Outcome {
        try RefundQueries.move(refund.id, to: .refunded, at: at, in: session)
        let back = try RefundQueries.refunds(of: payment.id, in: session).filter { $0.state == .refunded }
        guard back.map(\.amount.minorUnits).reduce(0, +) < payment.amount.minorUnits else {
            return try whole.apply(in: session)
        }
        try MoneyQueries.turnPart(
            refund.amount.minorUnits, of: payment.id, from: .order, to: .returned, as: use, at: at, in: session)
        try OrderEventQueries.insert(
            OrderEvent(
                id: event, kind: OrderEvent.partRefunded, state: order.state, actor: .system,
                detail: refund.reason.rawValue, at: at), of: order.id, in: session)
        try tellBuyer(of: order, in: session)
        return .unchanged(order.state)
    }

    /// One mail for each part.
    private func tellBuyer(of order: Order, in session: any SQLSession) throws {
        let before = try MailQueries.copies(
            of: .partRefunded, of: order.id, queuedSince: order.placedAt, in: session)
        guard try MailQueries.queue(.partRefunded, copy: before + 1, of: order.id, at: at, in: session) else { return }
        try mailJob.insert(in: session)
    }

    /// The money stays, or came back from the buyer's bank.
    private func stay(
        _ refund: Refund, _ payment: Payment, _ order: Order, in session: any SQLSession
    ) throws -> SettlePayment.Outcome {
        try RefundQueries.move(refund.id, to: .failed, problem: told.problem ?? "reported", at: at, in: session)
        let wasBooked = refund.state == .refunded || [.refunding, .refunded].contains(order.state)
        if wasBooked {
            try MoneyQueries.turnPart(
                refund.amount.minorUnits, of: payment.id, from: .returned, to: .order, as: use, at: at, in: session)
        }
        if wasBooked || payment.state == .refunded {
            var failed = failed
            failed.part = refund.amount
            if case .moved(let state) = try failed.apply(in: session) { return .moved(state) }
        }
        // A second payment of an order that stays paid: its money is on the list again.
        try MoneyQueries.release(.returning, of: payment.id, because: .returnFailed, at: at, in: session)
        let attention = Attention(
            id: attention, order: order.id, reason: .refundFailed, subject: order.number.text,
            detail: told.problem ?? "reported", raisedAt: at, resolvedAt: nil)
        try OrderEventQueries.raise(attention, in: session)
        return .unchanged(order.state)
    }
}
