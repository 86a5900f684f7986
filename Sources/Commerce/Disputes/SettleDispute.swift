// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Acts on what the gateway says about a dispute: once, however often and in whichever order it is told.
///
/// While a bank only asks, the owner has a task with a date and the order goes on. Once money is taken back the order is frozen and
/// what was delivered is suspended; that ends when the bank decides.
struct SettleDispute: Sendable {
    let foundation: ShopFoundation
    let settle: SettlePayment

    func callAsFunction(
        _ told: ReportedDispute, of payment: Payment, _ order: Order
    ) async throws -> SettlePayment.Outcome {
        let now = foundation.clock.now()
        func prepared(_ report: ReportedPayment, _ money: PaidMoney? = nil) async throws -> Settlement {
            try await settle.settlement(of: payment.id, report, order, money, at: now)
        }
        let settlement = DisputeSettlement(
            told: told, digest: foundation.digest(ofReference: told.reference), payment: payment.id,
            id: .timeOrdered(at: now),
            freeze: try await prepared(.disputed, settle.paidMoney(payment, .disputed, at: now)),
            win: try await prepared(.disputeWon), lose: try await prepared(.disputeLost),
            events: (0..<4).map { _ in .timeOrdered(at: now) }, attention: .timeOrdered(at: now), at: now)
        return try await foundation.data.write { try settlement.apply(in: $0) }
    }
}

/// A report about a dispute, prepared: what one transaction does about it.
private struct DisputeSettlement: Sendable {
    let told: ReportedDispute
    let digest: [UInt8]
    let payment: ID<Payment>
    let id: ID<Dispute>
    let freeze: Settlement
    let win: Settlement
    let lose: Settlement
    let events: [ID<OrderEvent>]
    let attention: ID<Attention>
    let at: Instant

    func apply(in session: any SQLSession) throws -> SettlePayment.Outcome {
        guard let payment = try PaymentQueries.payment(payment, in: session),
            let order = try OrderQueries.order(payment.order, in: session)
        else { return .unknownPayment }
        let before = try DisputeQueries.dispute(digest: digest, in: session)
        let now = dispute(after: before, of: order)
        if before == nil {
            try DisputeQueries.insert(now, digest: digest, at: at, in: session)
        } else if now != before {
            try DisputeQueries.change(now, at: at, in: session)
        } else {
            return .unchanged(order.state)
        }
        try tell(before, now, of: order, in: session)
        return try follow(before?.state, now, of: order, in: session)
    }

    private func dispute(after before: Dispute?, of order: Order) -> Dispute {
        let state = before.map { told.state.follows($0.state) ? told.state : $0.state } ?? told.state
        return Dispute(
            id: before?.id ?? id, order: order.id, payment: payment, state: state,
            reason: before?.reason ?? told.reason, amount: before?.amount ?? told.amount,
            dueAt: told.dueAt ?? before?.dueAt,
            withdrawnAt: before?.withdrawnAt ?? (told.funds == .withdrawn ? at : nil),
            reinstatedAt: before?.reinstatedAt ?? (told.funds == .reinstated ? at : nil),
            raisedAt: before?.raisedAt ?? at)
    }

    /// The owner's task: to answer while that may change something.
    private func tell(_ before: Dispute?, _ now: Dispute, of order: Order, in session: any SQLSession) throws {
        var kinds: [String] = []
        if before?.state != now.state {
            switch now.state {
            case .inquiry:
                kinds.append(OrderEvent.disputeInquiry)
                try raise(for: order, in: session)
            case .needsResponse: try raise(for: order, in: session)
            case .underReview:
                kinds.append(OrderEvent.disputeAnswered)
                try OrderEventQueries.resolve(.disputed, of: order.id, at: at, in: session)
            case .won, .lost, .closed: break
            }
        }
        if before?.withdrawnAt == nil, now.withdrawnAt != nil { kinds.append(OrderEvent.fundsWithdrawn) }
        if before?.reinstatedAt == nil, now.reinstatedAt != nil { kinds.append(OrderEvent.fundsReinstated) }
        for (kind, id) in zip(kinds, events) {
            try OrderEventQueries.insert(
                OrderEvent(id: id, kind: kind, state: order.state, actor: .system, detail: nil, at: at), of: order.id,
                in: session)
        }
    }

    private func raise(for order: Order, in session: any SQLSession) throws {
        let attention = Attention(
            id: attention, order: order.id, reason: .disputed, subject: order.number.text, detail: told.reason,
            raisedAt: at, resolvedAt: nil)
        try OrderEventQueries.raise(attention, in: session)
    }

    /// What it means for payment and order. A dispute that was only heard of when it was over has been through all of it.
    private func follow(
        _ before: Dispute.State?, _ now: Dispute, of order: Order, in session: any SQLSession
    ) throws -> SettlePayment.Outcome {
        guard before != now.state else { return .unchanged(order.state) }
        switch now.state {
        case .inquiry: return .unchanged(order.state)
        case .needsResponse: return try freeze.apply(in: session)
        case .underReview:
            return before == .needsResponse ? .unchanged(order.state) : try freezeQuietly(order, in: session)
        case .won, .closed:
            let others = try DisputeQueries.disputes(of: order.id, in: session)
            guard !others.contains(where: { $0.id != now.id && $0.state.isOpen && $0.state != .inquiry }) else {
                return .unchanged(order.state)
            }
            let outcome = try win.apply(in: session)
            try OrderEventQueries.resolve(.disputed, of: order.id, at: at, in: session)
            return outcome
        case .lost:
            _ = try freeze.apply(in: session)
            let outcome = try lose.apply(in: session)
            try OrderEventQueries.resolve(.disputed, of: order.id, at: at, in: session)
            return outcome
        }
    }

    /// Somebody has answered already: frozen without a task.
    private func freezeQuietly(_ order: Order, in session: any SQLSession) throws -> SettlePayment.Outcome {
        let outcome = try freeze.apply(in: session)
        try OrderEventQueries.resolve(.disputed, of: order.id, at: at, in: session)
        return outcome
    }
}
