// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// Money on its way back: the whole of one payment, or a part of it.
package struct Refund: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable, SQLEnum {
        case requested
        /// The gateway took it and will report.
        case pending
        /// Waits for a person of ours to transfer it.
        case byHand = "by-hand"
        case refunded
        case failed

        /// Whether its amount is, or will be, the buyer's again.
        var counts: Bool { self != .failed }
        var isOpen: Bool { [.requested, .pending, .byHand].contains(self) }
    }

    package let id: ID<Refund>
    package let payment: ID<Payment>
    package let order: ID<Order>
    /// Nil once the buyer has been erased.
    package let person: PersonID?
    package let amount: Money
    package let reason: RefundReason
    package let state: State
    /// The gateway's code; nil when nothing is wrong.
    package let problem: String?
    /// What the gateway calls it, once it has told.
    package let reference: SealedValue?
    /// The number of the key it was last sent under; 0 before.
    let keyNumber: Int
    /// When it was first sent under that key.
    let sentAt: Instant?
    package let requestedAt: Instant

    /// The same for every repetition under one number.
    var idempotencyKey: String { keyNumber <= 1 ? "refund-\(id)" : "refund-\(id)-\(keyNumber)" }
}

extension Refund {
    /// A new one of `amount`.
    init(_ id: ID<Refund>, of payment: Payment, _ amount: Money, because reason: RefundReason, at now: Instant) {
        self.init(
            id: id, payment: payment.id, order: payment.order, person: payment.person, amount: amount, reason: reason,
            state: .requested, problem: nil, reference: nil, keyNumber: 0, sentAt: nil, requestedAt: now)
    }
}

extension RefundReason: SQLEnum {}
