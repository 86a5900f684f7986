// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// One line of an order's timeline. Holds nothing about its buyer.
package struct OrderEvent: Hashable, Sendable {
    package enum Actor: String, Sendable, SQLEnum {
        case system
        case buyer
        case staff
    }

    package let id: ID<OrderEvent>
    /// `OrderCommand.rawValue`, or another word for what is not a move: `mail-sent`.
    package let kind: String
    /// The state after it.
    package let state: OrderState
    package let actor: Actor
    /// A code, never what anybody typed.
    package let detail: String?
    package let at: Instant
}

extension OrderEvent {
    package static let partRequested = "refund-part-requested"
    package static let partRefunded = "refund-part-confirmed"
    package static let disputeInquiry = "dispute-inquiry"
    package static let disputeAnswered = "dispute-answered"
    package static let fundsWithdrawn = "dispute-funds-withdrawn"
    package static let fundsReinstated = "dispute-funds-reinstated"
    package static let esimSuspended = "esim-suspended"
    package static let esimResumed = "esim-resumed"
    package static let emailCorrected = "email-corrected"
    package static let withdrawalStated = "withdrawal-stated"
    package static let withdrawalDeclined = "withdrawal-declined"
    /// Nobody paid in time: what the order held of a limited number is for sale again.
    package static let stockLetGo = "stock-let-go"
    /// Money came after that, and others had the last of it.
    package static let soldOutMeanwhile = "sold-out-meanwhile"
    /// A supplier did not take the order and the next one is asked; the detail says who did not, and why.
    package static let nextSupplier = "next-supplier"
}

/// Something a person of ours has to look at.
package struct Attention: Hashable, Sendable {
    package enum Reason: String, Sendable, CaseIterable, SQLEnum {
        /// Paid and not delivered.
        case notDelivered = "not-delivered"
        /// A payment was reported with another amount, currency or reference than the order's.
        case paymentMismatch = "payment-mismatch"
        /// Money arrived for an order nobody knows.
        case unknownPayment = "unknown-payment"
        /// The same order was paid twice; the second payment is given back.
        case paidTwice = "paid-twice"
        case refundFailed = "refund-failed"
        /// Paid, and something about it is unusual.
        case heldForReview = "held-for-review"
        case disputed
        /// A mail did not get through for good.
        case mailFailed = "mail-failed"
        /// The data came back from a backup, and nobody knows whether a mail went out since: send it again, or do not.
        case mailUncertain = "mail-uncertain"
        /// The supplier did not do what followed from a refund or a dispute.
        case supplierRefused = "supplier-refused"
        /// Our money at a supplier runs low; the subject is the supplier.
        case balanceLow = "balance-low"
        /// A supplier has an order of ours that nobody here knows, since the data came back from a backup.
        case unknownSupply = "unknown-supply"
        /// Who takes cards for us has shown that it does so safely only for a few days more; the subject is who.
        case attestationEnding = "attestation-ending"
        /// The same, and that is over or was never shown: no card is taken.
        case attestationEnded = "attestation-ended"
        /// A buyer withdrew, and the network does not say whether anything was installed.
        case withdrawal
    }

    package let id: ID<Attention>
    package let order: ID<Order>?
    package let reason: Reason
    /// The same for the same trouble: an order's number, a message's event.
    package let subject: String
    /// A code, never what anybody typed.
    package let detail: String?
    package let raisedAt: Instant
    package let resolvedAt: Instant?
}
