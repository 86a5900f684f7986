// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// One command to one order, with everything drawn that writing it down may need: prepared outside, applied inside a
/// transaction.
struct OrderMove: Sendable {
    enum Applied: Sendable {
        case moved(from: Order, to: OrderState)
        case unchanged(Order)
        case refused(Order)
        case noSuchOrder

        var order: Order? {
            switch self {
            case .moved(let order, _), .unchanged(let order), .refused(let order): order
            case .noSuchOrder: nil
            }
        }
    }

    let order: ID<Order>
    let command: OrderCommand
    let actor: OrderEvent.Actor
    let detail: String?
    let at: Instant
    private let seals: OrderSeals
    private let event: ID<OrderEvent>
    private let attention: ID<Attention>
    private let jobs: [JobKind: Job]
    private let outbox: [OrderState: OutboxEvent]

    init(
        _ command: OrderCommand, _ order: ID<Order>, by actor: OrderEvent.Actor, detail: String? = nil, at now: Instant,
        with seals: OrderSeals
    ) {
        self.order = order
        self.command = command
        self.actor = actor
        self.detail = detail
        at = now
        self.seals = seals
        event = .timeOrdered(at: now)
        attention = .timeOrdered(at: now)
        jobs = ShopJob.afterMove(of: order, at: now)
        outbox = Dictionary(
            uniqueKeysWithValues: OrderState.allCases.map { ($0, OutboxEvent($0.event, about: order, at: now)) })
    }

    /// Moves the order by the rules and writes timeline, event, jobs, mails and attention in the same transaction.
    func apply(in session: any SQLSession) throws -> Applied {
        guard let found = try OrderQueries.order(order, in: session) else { return .noSuchOrder }
        switch found.state.after(command, before: found.stateBeforeFreeze) {
        case .unchanged: return .unchanged(found)
        case .refused: return .refused(found)
        case .moved(let state, let effects):
            try OrderQueries.move(found.moved(to: state, at: at), with: seals, in: session)
            let event = OrderEvent(
                id: event, kind: command.rawValue, state: state, actor: actor, detail: detail, at: at)
            try OrderEventQueries.insert(event, of: order, in: session)
            try outbox[state]?.insert(in: session)
            // An order nobody paid gives its coupon back; money that comes all the same takes it again.
            if state == .expired || state == .cancelled {
                try CouponQueries.giveBack(order, in: session)
                try StockQueries.giveBack(order, at: at, in: session)
            }
            if state == .paid { try CouponQueries.takeAgain(order, in: session) }
            for effect in effects { try follow(effect, of: found, in: session) }
            return .moved(from: found, to: state)
        }
    }

    private func follow(_ effect: OrderEffect, of order: Order, in session: any SQLSession) throws {
        switch effect {
        case .confirmByMail: try queue(.confirmation, in: session)
        case .announceHold: try queue(.held, in: session)
        case .announceSupply:
            try queue(order.kind == .esim ? .activation : .toppedUp, in: session)
            try jobs[ShopJob.watchEsims]?.insert(in: session)
        case .announceTrouble: try queue(.needsAttention, in: session)
        case .announceRefund: try queue(.refunded, in: session)
        case .supply: try jobs[ShopJob.fulfilOrder]?.insert(in: session)
        case .giveMoneyBack: try jobs[ShopJob.refundOrder]?.insert(in: session)
        case .suspendEsims: try jobs[ShopJob.suspendEsims]?.insert(in: session)
        case .resumeEsims: try jobs[ShopJob.resumeEsims]?.insert(in: session)
        case .withdrawEsims: try jobs[ShopJob.withdrawEsims]?.insert(in: session)
        case .askForAttention:
            let attention = Attention(
                id: attention, order: order.id, reason: command.reasonForAttention, subject: order.number.text,
                detail: detail, raisedAt: at, resolvedAt: nil)
            try OrderEventQueries.raise(attention, in: session)
        }
    }

    /// The first copy of a mail, once.
    private func queue(_ mail: OrderMailKind, in session: any SQLSession) throws {
        guard try MailQueries.queue(mail, copy: 1, of: order, at: at, in: session) else { return }
        try jobs[ShopJob.mail(mail)]?.insert(in: session)
    }
}

extension OrderState {
    /// `order.paid`, `order.needs-attention`.
    var event: EventKind { EventKind(rawValue: "order.\(rawValue)") }
}

extension OrderCommand {
    fileprivate var reasonForAttention: Attention.Reason {
        switch self {
        case .dispute, .winDispute, .loseDispute: .disputed
        case .failRefund, .requestRefund, .confirmRefund: .refundFailed
        case .giveUpSupply, .beginSupply, .completeSupply, .retrySupply, .confirmPayment, .expire, .cancel, .hold,
            .release:
            .notDelivered
        }
    }
}
