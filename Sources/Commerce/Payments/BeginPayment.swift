// SPDX-License-Identifier: Apache-2.0

import Jobs
package import Policy
import Storage
package import Values
package import Vault

/// Leads the buyer to the gateway's page.
///
/// Can be repeated at any time: a page that is open is shown again, a try whose answer was lost is repeated with the same
/// idempotency key, and only a try that is over is followed by a new one. No transaction is open while the gateway thinks.
package struct BeginPayment: Sendable {
    package enum Outcome: Sendable {
        case redirect(to: String)
        /// The order page shows what the buyer's bank has to know.
        case transfer
        /// Paid already, or the money is on its way.
        case settled(OrderState)
        /// What it held of a limited number was let go, and others have the last of it.
        case soldOut
        /// Cancelled or expired: a new order has to be placed.
        case closed
        /// The gateway does not take this payment.
        case refused(code: String)
        /// No answer from the gateway; nothing was charged and it can be tried again.
        case unreachable
        /// No such order of this buyer, or the buyer has been erased.
        case notFound
    }

    let foundation: ShopFoundation

    /// A page is shown again when there is time left to type a card number.
    private static let usefulTime = Duration.seconds(120)
    /// Gateways want a page to live for a while (Stripe: 30 minutes) from when they are asked.
    private static let repeatableTime = Duration.seconds(31 * 60)

    /// - Parameter wanted: the way to pay that was chosen; the first on offer when none was.
    package func callAsFunction(
        _ id: ID<Order>, with wanted: RecipientID? = nil, as caller: Caller
    ) async throws -> Outcome {
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session).map { order in
                Payable(
                    order: order, lines: try OrderQueries.lines(of: order, in: session),
                    payments: try PaymentQueries.payments(of: id, in: session),
                    hasLetGo: try StockQueries.hasLetGo(id, in: session),
                    email: try order.person.flatMap { try OrderQueries.email(of: $0, in: session) })
            }
        }
        guard let found, let person = found.order.person, let email = found.email, caller.mayPay(as: person) else {
            return .notFound
        }
        switch found.order.state {
        case .awaitingPayment: break
        case .cancelled, .expired: return .closed
        case .paid, .delivering, .delivered, .needsAttention, .refunding, .refunded, .held, .frozen:
            return .settled(found.order.state)
        }
        if found.payments.contains(where: { $0.state == .pending }) { return .settled(.awaitingPayment) }
        if found.hasLetGo, !(try await HoldStockAgain(foundation: foundation)(id)) { return .soldOut }
        guard let processor = foundation.processors.processor(wanted, for: found.order.amount.currency) else {
            return .refused(code: "no-such-way-to-pay")
        }
        if let open = try await open(among: found.payments, processor, of: person, as: caller) { return open }
        // Another window's try has come further meanwhile: look again at where it stands.
        guard let payment = try await payment(for: found, person, processor) else {
            return try await self(id, with: wanted, as: caller)
        }
        return try await begin(payment, of: found, person, email, processor)
    }

    private func open(
        among payments: [Payment], _ processor: any PaymentProcessor, of person: PersonID, as caller: Caller
    ) async throws -> Outcome? {
        guard let payment = payments.last(where: { $0.processor == processor.recipient }), payment.state == .open,
            let page = payment.page, payment.expiresAt > foundation.clock.now() + Self.usefulTime
        else { return nil }
        switch processor.method {
        case .bankTransfer: return .transfer
        case .card:
            let address = try await foundation.vault.open(page, of: person, for: .purchase, as: caller).value
            return address.map { .redirect(to: $0.expose()) }
        }
    }

    /// The try to make: the one whose answer was lost, or a new one, written down before anybody is asked.
    private func payment(
        for found: Payable, _ person: PersonID, _ processor: any PaymentProcessor
    ) async throws -> Payment? {
        let now = foundation.clock.now()
        if let last = found.payments.last, last.state == .beginning, last.processor == processor.recipient,
            last.expiresAt > now + Self.repeatableTime
        {
            return last
        }
        let new = Payment(
            id: .timeOrdered(at: now), order: found.order.id, attempt: (found.payments.last?.attempt ?? 0) + 1,
            processor: processor.recipient, person: person, state: .beginning, amount: found.order.amount, received: 0,
            reference: nil, charge: nil, page: nil, card: nil, expiresAt: expiry(of: found.order, processor, at: now))
        let check = Job(
            ShopJob.checkPayment, about: new.id, at: now, after: new.expiresAt - now + .seconds(60), exclusive: true)
        do {
            try await foundation.data.write { session in
                try PaymentQueries.insert(new, at: now, in: session)
                try check.insert(in: session)
            }
            return new
        } catch StorageError.uniqueViolation {
            // The same button in two windows: both take the try that was written first.
            let payments = try await foundation.data.read { try PaymentQueries.payments(of: found.order.id, in: $0) }
            return payments.last { $0.state == .beginning && $0.processor == processor.recipient }
        }
    }

    private func expiry(of order: Order, _ processor: any PaymentProcessor, at now: Instant) -> Instant {
        switch processor.method {
        case .card: now + foundation.settings.lifetime(of: .card)
        // Until the order gives up waiting.
        case .bankTransfer: order.placedAt + foundation.settings.lifetime(of: .bankTransfer)
        }
    }

    private func begin(
        _ payment: Payment, of found: Payable, _ person: PersonID, _ email: SealedValue,
        _ processor: any PaymentProcessor
    ) async throws -> Outcome {
        let order = found.order
        let token = foundation.links.token(for: order.id)
        let attempt = PaymentAttempt(
            order: order.id, orderNumber: order.number, person: person, email: email, amount: payment.amount,
            lines: found.lines.chargeable(of: order).map {
                .init(name: $0.name, quantity: $0.quantity, unitPrice: $0.unitPrice)
            },
            idempotencyKey: payment.idempotencyKey, language: order.language,
            returnURL: foundation.addresses.paymentReturn(token, in: order.language),
            cancelURL: foundation.addresses.paymentCancelled(token, in: order.language), expiresAt: payment.expiresAt)
        switch try await processor.begin(attempt) {
        case .transfer(let instructions, let reference):
            let isRecorded = try await record(
                payment, person, page: instructions.code, reference: reference, expiresAt: payment.expiresAt)
            return isRecorded ? .transfer : .notFound
        case .redirect(let url, let reference, let expiresAt):
            guard try await record(payment, person, page: url, reference: reference, expiresAt: expiresAt) else {
                return .notFound
            }
            return .redirect(to: url)
        case .refused(let code):
            let now = foundation.clock.now()
            try await foundation.data.write { session in
                // Only our own try is over; a report may have moved it meanwhile.
                guard try PaymentQueries.payment(payment.id, in: session)?.state == .beginning else { return }
                try PaymentQueries.move(payment.id, to: .failed, at: now, in: session)
            }
            return .refused(code: code)
        case .unreachable: return .unreachable
        }
    }

    /// False when the buyer was erased while the gateway answered.
    private func record(
        _ payment: Payment, _ person: PersonID, page: String, reference: String, expiresAt: Instant
    ) async throws -> Bool {
        guard let sealer = try await foundation.vault.sealer(for: person) else { return false }
        let sealedReference = try sealer.seal(reference, in: .paymentReference, row: payment.id)
        let page = try sealer.seal(page, in: .paymentPage, row: payment.id)
        let digest = foundation.digest(ofReference: reference)
        let now = foundation.clock.now()
        try await foundation.data.write { session in
            try PaymentQueries.open(
                payment.id, reference: sealedReference, digest: digest, page: page, expiresAt: expiresAt, at: now,
                in: session)
        }
        return true
    }
}

private struct Payable: Sendable {
    let order: Order
    let lines: [OrderLine]
    let payments: [Payment]
    let hasLetGo: Bool
    let email: SealedValue?
}

extension Caller {
    /// Only the buyer pays, and the program for them.
    fileprivate func mayPay(as buyer: PersonID) -> Bool {
        switch self {
        case .person(let person): person == buyer
        case .system: true
        case .staff, .anonymous: false
        }
    }
}
