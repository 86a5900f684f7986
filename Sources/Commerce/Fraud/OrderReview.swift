// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// An order that a person looks at before anything is ordered for it.
package struct OrderReview: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable, SQLEnum {
        case open
        case released
        case refused
    }

    package let order: ID<Order>
    /// Nil once the buyer has been erased.
    package let person: PersonID?
    package internal(set) var reasons: [FraudReason]
    package let state: State
    /// What whoever decided wrote.
    package let note: SealedValue?
    package let raisedAt: Instant
    package let decidedAt: Instant?
}
