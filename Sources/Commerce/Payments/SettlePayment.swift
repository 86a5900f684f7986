// SPDX-License-Identifier: Apache-2.0

import Jobs
package import Policy
import Storage
import Values
import Vault

/// Acts on what the gateway reports about a payment: once, however often and in whichever order reports come.
///
/// A report with another amount, currency or reference than the order's changes nothing and is put before a person.
package struct SettlePayment: Sendable {
    package enum Outcome: Hashable, Sendable {
        case moved(OrderState)
        /// Known already, or without a meaning for the order.
        case unchanged(OrderState)
        case mismatch
        case unknownPayment
    }

    let foundation: ShopFoundation

    /// - Parameter source: who reports it.
    @discardableResult
    package func callAsFunction(_ report: PaymentReport, from source: RecipientID) async throws -> Outcome {
        guard let found = try await find(report) else {
            // Without a number it may be about a payment we are about to hear of.
            if report.orderNumber != nil { try await raise(.unknownPayment, about: nil, report, from: source) }
            return .unknownPayment
        }
        if found.isAmbiguous { return .unchanged(found.order.state) }
        guard let payment = found.payment, payment.processor == source, found.order.amount == payment.amount,
            report.fits(payment)
        else {
            try await raise(.paymentMismatch, about: found.order, report, from: source)
            return .mismatch
        }
        if let refund = report.refund, let amount = report.amount {
            let outcome = try await SettleRefund(foundation: foundation, settle: self)(
                refund, amount: amount, of: payment)
            if outcome == .mismatch { try await raise(.paymentMismatch, about: found.order, report, from: source) }
            return outcome
        }
        if let dispute = report.dispute {
            return try await SettleDispute(foundation: foundation, settle: self)(dispute, of: payment, found.order)
        }
        var details = try await seal(report, for: payment)
        if report.state == .paid, let fingerprint = report.card?.fingerprint {
            details.screening = try await ScreenCard(foundation: foundation)(fingerprint, for: payment)
        }
        return try await settle(report.state, of: payment, found.order, details)
    }

    /// Settles what is known about a payment of ours without a message.
    func settle(
        _ report: ReportedPayment, of payment: Payment, _ order: Order, _ details: Settlement.Details = .none
    ) async throws -> Outcome {
        let now = foundation.clock.now()
        let settlement = try await settlement(
            of: payment.id, report, order, paidMoney(payment, report, at: now), details, at: now)
        return try await foundation.data.write { try settlement.apply(in: $0) }
    }

    func settlement(
        of payment: ID<Payment>, _ report: ReportedPayment, _ order: Order, _ money: PaidMoney?,
        _ details: Settlement.Details = .none, at now: Instant
    ) async throws -> Settlement {
        Settlement(
            payment: payment, report: report, details: details, money: money,
            invoice: try await invoice(for: order, report),
            moves: Settlement.moves(of: order.id, at: now, with: foundation.seals),
            secondRefund: .timeOrdered(at: now), event: .timeOrdered(at: now), attention: .timeOrdered(at: now),
            refundJob: Job(ShopJob.refundOrder, about: order.id, at: now, exclusive: true), at: now)
    }

    /// A gateway with a page takes the whole amount at once; what a bank takes is written down line by line.
    func paidMoney(_ payment: Payment, _ report: ReportedPayment, at now: Instant) -> PaidMoney? {
        guard foundation.processors[payment.processor]?.method == .card else { return nil }
        switch report {
        case .paid, .refunded, .disputed: break
        case .open, .pending, .failed, .expired, .refundFailed, .disputeWon, .disputeLost: return nil
        }
        let money = IncomingMoney(
            id: .timeOrdered(at: now), source: payment.processor, amount: payment.amount, open: payment.amount,
            reason: nil, person: nil, reference: nil, content: nil, payer: nil, receivedAt: now)
        return PaidMoney(
            money: money, digest: foundation.digest(ofMoney: "\(payment.id)", from: payment.processor),
            use: .timeOrdered(at: now))
    }

    private struct Found: Sendable {
        let order: Order
        let payment: Payment?
        /// Several tries, and the report does not say which: another report will.
        var isAmbiguous = false
    }

    /// The payment by the gateway's references; by the order's number only where the report names no try.
    private func find(_ report: PaymentReport) async throws -> Found? {
        let reference = report.reference.map(foundation.digest(ofReference:))
        let charge = report.chargeReference.map(foundation.digest(ofReference:))
        return try await foundation.data.read { session in
            var payment = try reference.flatMap { try PaymentQueries.payment(referenceDigest: $0, in: session) }
            if payment == nil, reference == nil {
                payment = try charge.flatMap { try PaymentQueries.payment(chargeDigest: $0, in: session) }
            }
            if let payment, let order = try OrderQueries.order(payment.order, in: session) {
                // A number that belongs to another order makes the pair worthless.
                let fits = report.orderNumber == nil || report.orderNumber == order.number
                return Found(order: order, payment: fits ? payment : nil)
            }
            guard let number = report.orderNumber,
                let order = try OrderQueries.order(numbered: number, in: session)
            else { return nil }
            guard reference == nil else { return Found(order: order, payment: nil) }
            let payments = try PaymentQueries.payments(of: order.id, in: session)
            let living = payments.filter { $0.state != .failed && $0.state != .expired }
            let candidates = living.isEmpty ? payments : living
            return Found(
                order: order, payment: candidates.count == 1 ? candidates.first : nil,
                isAmbiguous: candidates.count > 1)
        }
    }

    /// The gateway's reference and the card, sealed; nothing once the buyer has been erased.
    private func seal(_ report: PaymentReport, for payment: Payment) async throws -> Settlement.Details {
        guard let person = payment.person, let sealer = try await foundation.vault.sealer(for: person) else {
            return .none
        }
        return Settlement.Details(
            charge: try report.chargeReference.map { try sealer.seal($0, in: .paymentCharge, row: payment.id) },
            chargeDigest: report.chargeReference.map(foundation.digest(ofReference:)),
            card: try report.card.map {
                try sealer.seal("\($0.brand) \($0.lastFour)", in: .paymentCard, row: payment.id)
            })
    }

    /// An order that expired lost its invoice; a payment that comes late brings it back.
    private func invoice(for order: Order, _ report: ReportedPayment) async throws -> Invoice? {
        guard report == .paid, [.expired, .cancelled].contains(order.state) else { return nil }
        let lines = try await foundation.data.read { try OrderQueries.lines(of: order, in: $0) }
        return try await foundation.invoice(of: order, lines)
    }

    /// Puts what does not fit before a person, and the money that moved on the list.
    private func raise(
        _ reason: Attention.Reason, about order: Order?, _ report: PaymentReport, from source: RecipientID
    ) async throws {
        let now = foundation.clock.now()
        let stray = try await stray(report, from: source, order == nil ? .unknownOrder : .otherAmount)
        let attention = Attention(
            id: .timeOrdered(at: now), order: order?.id, reason: reason, subject: report.event,
            detail: report.state.rawValue, raisedAt: now, resolvedAt: nil)
        try await foundation.data.write { session in
            try OrderEventQueries.raise(attention, in: session)
            if let (money, digest) = stray { _ = try MoneyQueries.take(money, digest: digest, at: now, in: session) }
        }
    }

    /// Money that a gateway took for none of our orders, with what it takes to give it back.
    private func stray(
        _ report: PaymentReport, from source: RecipientID, _ reason: UnmatchedReason
    ) async throws -> (money: IncomingMoney, digest: [UInt8])? {
        guard report.state == .paid, let amount = report.amount, amount.minorUnits > 0,
            let reference = report.chargeReference ?? report.reference
        else { return nil }
        let sealer = try await foundation.vault.enrol()
        let now = foundation.clock.now()
        let id = ID<IncomingMoney>.timeOrdered(at: now)
        let sealed = SealedValue(
            try sealer.seal(reference, in: .moneyReference, row: id), in: .moneyReference, row: id.bytes)
        let money = IncomingMoney(
            id: id, source: source, amount: amount, open: amount, reason: reason, person: sealer.person,
            reference: sealed, content: nil, payer: nil, receivedAt: now)
        return (money, foundation.digest(ofMoney: reference, from: source))
    }
}

extension PaymentReport {
    /// Whether the report speaks of the payment's amount. Where money moved it has to name it.
    fileprivate func fits(_ payment: Payment) -> Bool {
        switch state {
        // A refund may be of a part.
        case .refunded where refund != nil, .refundFailed where refund != nil, .pending where refund != nil: true
        case .paid, .refunded: amount == payment.amount
        case .open, .pending, .failed, .expired, .refundFailed: amount.map { $0 == payment.amount } ?? true
        // A dispute may be about a part, and in the currency of the card.
        case .disputed, .disputeWon, .disputeLost: true
        }
    }
}
