// SPDX-License-Identifier: Apache-2.0

package import Values
package import Vault

/// What the gateway says about one refund.
package struct ReportedRefund: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case pending
        case refunded
        case failed
    }

    /// What the gateway calls it; nil from a gateway that has no names for refunds.
    package let reference: String?
    /// Ours, as it travelled with the request; nil for one that somebody made at the gateway.
    package let id: ID<Refund>?
    package let state: State
    /// Why it failed, as a code.
    package let problem: String?

    package init(reference: String?, id: ID<Refund>?, state: State, problem: String? = nil) {
        self.reference = reference
        self.id = id
        self.state = state
        self.problem = problem
    }
}

/// A refund of ours the gateway may know.
package struct RefundHandle: Sendable {
    package let id: ID<Refund>
    package let payment: PaymentHandle
    package let chargeReference: SealedValue?
    /// Nil when no answer ever told it: then it is looked for by our own id.
    package let reference: SealedValue?

    package init(
        id: ID<Refund>, payment: PaymentHandle, chargeReference: SealedValue?, reference: SealedValue?
    ) {
        self.id = id
        self.payment = payment
        self.chargeReference = chargeReference
        self.reference = reference
    }
}

package enum RefundReading: Sendable {
    case told(ReportedRefund)
    /// The gateway has no such refund.
    case unknown
    case refused(code: String)
    case unreachable
}
