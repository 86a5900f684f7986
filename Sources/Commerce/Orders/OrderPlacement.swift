// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Jobs
import Policy
import Storage
import Values
import Vault

/// An order ready to be written: every id drawn, every personal value sealed. One transaction stores it whole.
struct OrderPlacement: Sendable {
    let order: Order
    let lines: [OrderLine]
    let attempt: ID<OrderAttempt>
    let draftDigest: [UInt8]
    let seals: OrderSeals
    /// Nil for a top-up: its buyer is there already.
    let email: Sealed?
    let invoice: Invoice
    let coupon: CouponUse?
    let evidence: AuditEntry
    let event: OutboxEvent
    let expiry: Job
    /// Written only when the order takes some of a limited number.
    let hold: Job
    /// What was found out about it; nil for what is not screened.
    var screening: Screening?

    /// Few statements, since this is what a busy day does most.
    func insert(in session: any SQLSession) throws {
        try OrderQueries.insert(order, lines, attempt: attempt, draftDigest: draftDigest, with: seals, in: session)
        try takeStock(in: session)
        if let email, let person = order.person {
            try OrderQueries.insertBuyer(person, email: email, in: session)
        }
        try coupon?.insert(in: session)
        try InvoiceQueries.insert(invoice, in: session)
        try evidence.insert(in: session)
        try event.insert(in: session)
        try expiry.insert(in: session)
        try screening?.insert(for: order, in: session)
    }
}

/// What a coupon takes off an order that is about to be placed.
struct Discount: Sendable {
    let coupon: Coupon
    let amount: Money
    /// Tells the buyer's address from others without keeping it.
    let buyerDigest: [UInt8]
}

/// What is being bought, priced from the catalogue and nowhere else.
struct Basket: Sendable {
    let kind: Order.Kind
    let lines: [OrderLine]
    let esim: ID<Esim>?
    let language: Language
    let acceptance: Acceptance

    /// Lines are never empty: drafts are checked before a basket is made.
    func amount(in currency: Currency) -> Money {
        lines.reduce(.zero(currency)) { $0 + $1.total }
    }
}

extension ShopFoundation {
    /// Makes everything an order needs; nothing is stored but, at first use, the key of the invoice's end year.
    func prepare(
        _ basket: Basket, in currency: Currency, attempt: ID<OrderAttempt>, draftDigest: [UInt8], email: EmailAddress?,
        discount: Discount? = nil, sealedBy sealer: Sealer
    ) async throws -> OrderPlacement {
        let now = clock.now()
        let full = basket.amount(in: currency)
        let amount = Money(
            minorUnits: full.minorUnits - (discount?.amount.minorUnits ?? 0), currency: currency)
        let order = Order(
            id: .timeOrdered(at: now), number: .random(prefix: settings.numberPrefix), kind: basket.kind,
            state: .awaitingPayment, stateBeforeFreeze: nil, person: sealer.person, esim: basket.esim,
            amount: amount, language: basket.language, acceptance: basket.acceptance,
            placedAt: now, changedAt: now)
        let evidence = AuditEntry(
            log: .evidence, type: "policy.accepted", at: now, policyVersion: basket.acceptance.policyVersion,
            about: sealer.person, object: order.id.cast(), by: sealer.person, purpose: Purpose.purchase.rawValue,
            categories: [Category.acceptance.rawValue],
            outcome: basket.acceptance.agreesToImmediateSupply ? "immediate-supply-agreed" : nil)
        return OrderPlacement(
            order: order, lines: basket.lines, attempt: attempt, draftDigest: draftDigest, seals: seals,
            email: try email.map { try sealer.seal($0.text, in: .buyerEmail, row: sealer.person) },
            invoice: try await invoice(of: order, basket.lines, discount: discount),
            coupon: discount.map { discount in
                CouponUse(
                    coupon: discount.coupon.id, limitPerBuyer: discount.coupon.limitPerBuyer, order: order.id,
                    person: sealer.person, buyerDigest: discount.buyerDigest, amount: discount.amount, at: now)
            }, evidence: evidence,
            event: OutboxEvent("order.placed", about: order.id, at: now),
            expiry: Job(ShopJob.expireOrder, about: order.id, at: now, after: settings.orderLifetime, exclusive: true),
            hold: ShopJob.letStockGo(of: order.id, at: now, after: settings.stockHolds.card))
    }

    /// The bookkeeping of a sale, sealed under the key of the year it may go.
    func invoice(of order: Order, _ lines: [OrderLine], discount: Discount? = nil) async throws -> Invoice {
        let retention = policy.retention(of: .invoiceMinimum)
        guard let hold = retention.hold else { throw HoldUndeclared() }
        let endYear = retention.lastYear(from: order.placedAt, in: settings.timeZone)
        let sealer = try await vault.sealer(for: .hold(hold.name, endYear: endYear))
        let sealed = try sealer.seal(
            try InvoiceContent(order, lines, discount: discount?.amount, taxPercent: settings.taxPercent).text,
            in: .invoiceContent, row: order.id)
        return Invoice(
            order: order.id, basis: hold.name, endYear: endYear, holder: sealer.person,
            content: SealedValue(sealed, in: .invoiceContent, row: order.id.bytes))
    }

    /// Tells one filled-in form from another without keeping what was in it.
    func digest(of parts: [String]) -> [UInt8] {
        var mac = HMAC<SHA256>(key: vault.organisationKeys.linkKey("order draft"))
        for part in parts {
            mac.update(data: [UInt8]("\(part.utf8.count):\(part)".utf8))
        }
        return [UInt8](mac.finalize())
    }
}

/// The policy does not say which law makes us keep bookkeeping; its check refuses a shop without one.
struct HoldUndeclared: Error {}
