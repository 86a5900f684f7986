// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// A report, prepared: what one transaction does about it.
struct Settlement: Sendable {
    struct Details: Sendable {
        let charge: Sealed?
        let chargeDigest: [UInt8]?
        let card: Sealed?
        /// Whom else the card paid for lately; nil when the report does not tell the card.
        var screening: CardScreening?

        static let none = Details(charge: nil, chargeDigest: nil, card: nil)
    }

    private(set) var payment: ID<Payment>
    let report: ReportedPayment
    let details: Details
    /// The money that moved, for what a gateway reports; nil when it is written down already.
    let money: PaidMoney?
    let invoice: Invoice?
    let moves: [OrderCommand: OrderMove]
    let secondRefund: ID<Refund>
    let event: ID<OrderEvent>
    let attention: ID<Attention>
    let refundJob: Job
    let at: Instant
    /// What a refund that failed came to, when it was not the whole.
    var part: Money?

    /// One of each that a report may lead to, drawn before the transaction.
    static func moves(
        of order: ID<Order>, at now: Instant, with seals: OrderSeals
    ) -> [OrderCommand: OrderMove] {
        let commands: [OrderCommand] = [
            .confirmPayment, .hold, .requestRefund, .confirmRefund, .failRefund, .dispute, .winDispute, .loseDispute,
        ]
        return Dictionary(
            uniqueKeysWithValues: commands.map { ($0, OrderMove($0, order, by: .system, at: now, with: seals)) })
    }

    /// The same for another payment of the order.
    func settling(_ other: ID<Payment>) -> Settlement {
        var copy = self
        copy.payment = other
        return copy
    }

    func apply(in session: any SQLSession) throws -> SettlePayment.Outcome {
        guard let payment = try PaymentQueries.payment(payment, in: session),
            let order = try OrderQueries.order(payment.order, in: session)
        else { return .unknownPayment }
        try recordDetails(in: session)
        let isUnusual = try details.screening?.insert(for: order, in: session) ?? false
        guard let step = payment.state.after(report) else {
            return isUnusual ? try hold(order, in: session) : .unchanged(order.state)
        }
        try PaymentQueries.move(payment.id, to: step.state, at: at, in: session)
        let others = try PaymentQueries.payments(of: order.id, in: session).filter { $0.id != payment.id }
        let isPaidOtherwise = others.contains { $0.state == .paid }
        try book(payment, asSecond: isPaidOtherwise, in: session)
        try concludeRefund(of: payment, in: session)
        if let invoice { try InvoiceQueries.insert(invoice, in: session) }

        let isHeld = try FraudQueries.review(of: order.id, in: session)?.state == .open
        // Paid, and looked at before anything is ordered.
        let wanted = step.command == .confirmPayment && isHeld ? .hold : step.command
        guard let command = wanted, let move = moves[command] else { return .unchanged(order.state) }
        switch command {
        case .confirmPayment where isPaidOtherwise, .hold where isPaidOtherwise:
            try giveBack(payment, of: order, in: session)
            return .unchanged(order.state)
        case .confirmRefund where isPaidOtherwise, .failRefund where isPaidOtherwise:
            return .unchanged(order.state)  // The second of two payments went back; the order stays paid.
        case .confirmPayment, .hold:
            try releaseParts(of: others, in: session)
            let cameLate = [.awaitingPayment, .expired].contains(order.state)
            if cameLate, !(try StockQueries.takeAgain(order.id, at: at, in: session)) {
                return try sendBack(payment, of: order, in: session)
            }
        default: break
        }
        if case .moved(_, let state) = try move.apply(in: session) {
            if state == .held { try askForReview(of: order, in: session) }
            return .moved(state)
        }
        return .unchanged(order.state)
    }

    /// Writes the money down that a gateway reports, and what became of it.
    private func book(_ payment: Payment, asSecond isSecond: Bool, in session: any SQLSession) throws {
        if let money, try MoneyQueries.take(money.money, digest: money.digest, at: at, in: session) {
            let use = MoneyUse(
                id: money.use, money: money.money.id, kind: isSecond ? .returning : .order,
                amount: payment.amount.minorUnits, payment: payment.id, actor: .system, detail: nil, at: at)
            _ = try MoneyQueries.use(use, in: session)
        }
        switch report {
        case .refunded:
            try MoneyQueries.turn(payment.id, from: .order, to: .returned, at: at, in: session)
            try MoneyQueries.turn(payment.id, from: .returning, to: .returned, at: at, in: session)
        case .refundFailed where part != nil: break  // The part is booked by whoever settles it.
        case .refundFailed:
            try MoneyQueries.turn(payment.id, from: .returned, to: .order, at: at, in: session)
            try MoneyQueries.turn(payment.id, from: .returning, to: .order, at: at, in: session)
        case .disputeLost: try MoneyQueries.turn(payment.id, from: .order, to: .lost, at: at, in: session)
        case .open, .pending, .paid, .failed, .expired, .disputed, .disputeWon: break
        }
    }

    /// The card became known after the money did: what is not ordered yet waits, and of the rest a person learns.
    private func hold(_ order: Order, in session: any SQLSession) throws -> SettlePayment.Outcome {
        try askForReview(of: order, in: session)
        guard order.state == .paid, let move = moves[.hold], case .moved(_, let state) = try move.apply(in: session)
        else { return .unchanged(order.state) }
        return .moved(state)
    }

    /// Paid after its time, and others have the last of the plan by now: the money goes back by itself.
    private func sendBack(
        _ payment: Payment, of order: Order, in session: any SQLSession
    ) throws -> SettlePayment.Outcome {
        _ = try moves[.confirmPayment]?.apply(in: session)
        guard case .moved(_, let state) = try moves[.requestRefund]?.apply(in: session) else {
            return .unchanged(order.state)
        }
        try OrderEventQueries.insert(
            OrderEvent(
                id: event, kind: OrderEvent.soldOutMeanwhile, state: state, actor: .system, detail: nil, at: at),
            of: order.id, in: session)
        try RefundQueries.insertRest(of: payment, secondRefund, because: .notDelivered, at: at, in: session)
        return .moved(state)
    }

    private func askForReview(of order: Order, in session: any SQLSession) throws {
        let attention = Attention(
            id: attention, order: order.id, reason: .heldForReview, subject: order.number.text, detail: nil,
            raisedAt: at, resolvedAt: nil)
        try OrderEventQueries.raise(attention, in: session)
    }

    /// Part of the price that came by another way is nobody's any more once the order is paid.
    private func releaseParts(of others: [Payment], in session: any SQLSession) throws {
        for other in others where other.received > 0 && other.state != .paid {
            try other.releaseParts(at: at, in: session)
        }
    }

    private func recordDetails(in session: any SQLSession) throws {
        if let charge = details.charge, let digest = details.chargeDigest {
            try PaymentQueries.recordCharge(payment, charge: charge, digest: digest, in: session)
        }
        if let card = details.card { try PaymentQueries.recordCard(payment, card: card, in: session) }
    }

    private func concludeRefund(of payment: Payment, in session: any SQLSession) throws {
        switch report {
        case .refunded:
            for refund in try RefundQueries.refunds(of: payment.id, in: session) where refund.state.isOpen {
                try RefundQueries.move(refund.id, to: .refunded, at: at, in: session)
            }
        case .refundFailed where part == nil:
            let refunds = try RefundQueries.refunds(of: payment.id, in: session).filter(\.state.counts)
            for refund in refunds {
                try RefundQueries.move(refund.id, to: .failed, problem: "reported", at: at, in: session)
            }
        case .refundFailed: break
        case .open, .pending, .paid, .failed, .expired, .disputed, .disputeWon, .disputeLost: break
        }
    }

    /// Paid in two windows: the second payment goes back by itself, and a person learns of it.
    private func giveBack(_ payment: Payment, of order: Order, in session: any SQLSession) throws {
        try RefundQueries.insertRest(of: payment, secondRefund, because: .duplicate, at: at, in: session)
        let attention = Attention(
            id: attention, order: order.id, reason: .paidTwice, subject: order.number.text, detail: nil, raisedAt: at,
            resolvedAt: nil)
        try OrderEventQueries.raise(attention, in: session)
        try refundJob.insert(in: session)
    }
}

/// Money a gateway reports, ready to be written down.
struct PaidMoney: Sendable {
    let money: IncomingMoney
    let digest: [UInt8]
    let use: ID<MoneyUse>
}

extension Payment {
    /// What had arrived for a try that is over is open again.
    func releaseParts(at now: Instant, in session: any SQLSession) throws {
        try MoneyQueries.release(.order, of: id, because: .released, at: now, in: session)
        try PaymentQueries.receive(-received, for: id, at: now, in: session)
    }
}
