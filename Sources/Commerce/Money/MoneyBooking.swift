// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values

/// Money put to an order, prepared: what one transaction does about it.
struct MoneyBooking: Sendable {
    let money: ID<IncomingMoney>
    let order: ID<Order>
    let isByStaff: Bool
    /// The use it gets, and the payment it makes when the order has none of this kind.
    let use: ID<MoneyUse>
    let payment: ID<Payment>
    /// What being paid leads to.
    let settlement: Settlement
    let event: ID<OrderEvent>
    let mail: Job
    let at: Instant

    func apply(in session: any SQLSession) throws -> MoneyMatch {
        guard let money = try MoneyQueries.money(money, in: session),
            let order = try OrderQueries.order(order, in: session)
        else { return .unmatched(.unknownOrder) }
        let payments = try PaymentQueries.payments(of: order.id, in: session)
        let begun = payments.last { $0.processor == money.source && $0.state.takesMoney }
        let match = MoneyMatch(money.open, for: order, received: begun?.received ?? 0, isByStaff: isByStaff)
        let part: Int64
        switch match {
        case .unmatched(let reason):
            try MoneyQueries.explain(money.id, reason, in: session)
            return match
        case .pays(let amount): part = amount
        case .short(let amount, _): part = amount
        }
        let paid = try begun ?? begin(for: order, after: payments, money, in: session)
        guard try MoneyQueries.use(use(part, for: paid), in: session) else { return .unmatched(.released) }
        try PaymentQueries.receive(part, for: paid.id, at: at, in: session)
        if case .pays = match {
            _ = try settlement.settling(paid.id).apply(in: session)
            try MoneyQueries.explain(money.id, .overpaid, in: session)
        } else {
            try tell(of: order, in: session)
        }
        return match
    }

    private func use(_ amount: Int64, for paid: Payment) -> MoneyUse {
        MoneyUse(
            id: use, money: money, kind: .order, amount: amount, payment: paid.id,
            actor: isByStaff ? .staff : .system, detail: nil, at: at)
    }

    private func begin(
        for order: Order, after payments: [Payment], _ money: IncomingMoney, in session: any SQLSession
    ) throws -> Payment {
        let new = Payment(
            id: payment, order: order.id, attempt: (payments.last?.attempt ?? 0) + 1, processor: money.source,
            person: order.person, state: .open, amount: order.amount, received: 0, reference: nil, charge: nil,
            page: nil, card: nil, expiresAt: at)
        try PaymentQueries.insert(new, at: at, in: session)
        return new
    }

    /// Too little came: the order waits, and its buyer hears what is missing, once for each time.
    private func tell(of order: Order, in session: any SQLSession) throws {
        let event = OrderEvent(
            id: event, kind: "money-short", state: order.state, actor: isByStaff ? .staff : .system, detail: nil, at: at
        )
        try OrderEventQueries.insert(event, of: order.id, in: session)
        let copies = try MailQueries.mails(of: order.id, in: session).count { $0.kind == .moneyShort }
        guard try MailQueries.queue(.moneyShort, copy: copies + 1, of: order.id, at: at, in: session) else { return }
        try mail.insert(in: session)
    }
}

extension PaymentState {
    /// Whether money that comes in may still be for this try.
    fileprivate var takesMoney: Bool {
        switch self {
        case .beginning, .open, .pending, .expired: true
        case .failed, .paid, .refunded, .disputed: false
        }
    }
}

extension SettlePayment {
    /// Everything drawn and sealed that putting money to an order may need.
    func booking(
        of money: ID<IncomingMoney>, for order: Order, isByStaff: Bool, at now: Instant
    ) async throws -> MoneyBooking {
        let payment = ID<Payment>.timeOrdered(at: now)
        return MoneyBooking(
            money: money, order: order.id, isByStaff: isByStaff, use: .timeOrdered(at: now), payment: payment,
            settlement: try await settlement(of: payment, .paid, order, nil, at: now), event: .timeOrdered(at: now),
            mail: Job(ShopJob.mail(.moneyShort), about: order.id, at: now, exclusive: true), at: now)
    }
}
