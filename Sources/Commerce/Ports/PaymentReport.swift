// SPDX-License-Identifier: Apache-2.0

package import Values

/// What a verified message of the gateway, or its answer to a question, says about one payment.
package struct PaymentReport: Sendable {
    /// Unique among this gateway's messages, the same when one is delivered again.
    package let event: String
    /// What the gateway calls the attempt; nil when the message names only the charge.
    package let reference: String?
    /// What the gateway calls the money movement, needed to give it back; nil before there is one.
    package let chargeReference: String?
    /// Our order's number as it travelled with the attempt; nil when the message does not carry it.
    package let orderNumber: OrderNumber?
    package let state: ReportedPayment
    /// The amount paid, given back or disputed; nil when the message states none.
    package let amount: Money?
    package let card: CardSummary?
    /// Set when the message is about money going back; `state` and `amount` are then the refund's.
    package let refund: ReportedRefund?
    /// Set when the message is about a dispute.
    package let dispute: ReportedDispute?

    package init(
        event: String, reference: String?, chargeReference: String? = nil, orderNumber: OrderNumber? = nil,
        state: ReportedPayment, amount: Money? = nil, card: CardSummary? = nil, refund: ReportedRefund? = nil,
        dispute: ReportedDispute? = nil
    ) {
        self.event = event
        self.reference = reference
        self.chargeReference = chargeReference
        self.orderNumber = orderNumber
        self.state = state
        self.amount = amount
        self.card = card
        self.refund = refund
        self.dispute = dispute
    }
}

/// The gateway's side of a payment.
package enum ReportedPayment: String, Sendable, CaseIterable {
    /// Its page is open and nobody has paid.
    case open
    /// Paid by a method that takes time to confirm.
    case pending
    case paid
    case failed
    case expired
    case refunded
    case refundFailed = "refund-failed"
    case disputed
    case disputeWon = "dispute-won"
    case disputeLost = "dispute-lost"
}

/// All that is ever known here of a card.
package struct CardSummary: Hashable, Sendable {
    /// As the gateway writes it: `visa`.
    package let brand: String
    package let lastFour: String
    /// What the gateway knows the same card again by, whoever pays with it; counted as a code for a day, never kept.
    package let fingerprint: String?

    /// Nil unless the last four are four digits and the brand is a short word without any.
    package init?(brand: String, lastFour: String, fingerprint: String? = nil) {
        guard lastFour.utf8.count == 4, lastFour.utf8.allSatisfy({ (48...57).contains($0) }), brand.utf8.count <= 24,
            !brand.contains(where: \.isNumber)
        else { return nil }
        self.brand = brand
        self.lastFour = lastFour
        self.fingerprint = fingerprint
    }
}
