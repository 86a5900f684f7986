// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// Money on its way back: the whole amount of one payment.
package struct Refund: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable, SQLEnum {
        case requested
        /// The gateway took it and will report.
        case pending
        /// Waits for a person of ours to transfer it.
        case byHand = "by-hand"
        case refunded
        case failed
    }

    package let id: ID<Refund>
    package let payment: ID<Payment>
    package let order: ID<Order>
    package let reason: RefundReason
    package let state: State
    /// The gateway's code; nil when nothing is wrong.
    package let problem: String?
    package let requestedAt: Instant

    package var idempotencyKey: String { "refund-\(id)" }
}

extension RefundReason: SQLEnum {}
