// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

/// One try at paying an order.
package struct Payment: Hashable, Sendable {
    package let id: ID<Payment>
    package let order: ID<Order>
    /// From 1.
    package let attempt: Int
    package let processor: RecipientID
    /// Nil once the buyer has been erased.
    package let person: PersonID?
    package let state: PaymentState
    package let amount: Money
    /// What has arrived by bank transfer; a gateway with a page takes all or nothing.
    package let received: Int64
    /// What the gateway calls the try; nil before it has answered.
    package let reference: SealedValue?
    /// What the gateway calls the movement of money.
    package let charge: SealedValue?
    /// Where the buyer pays.
    package let page: SealedValue?
    package let card: SealedValue?
    package let expiresAt: Instant

    /// The same for every repetition of this try.
    package var idempotencyKey: String { "payment-\(id)" }

    /// What has still to arrive.
    package var due: Money { Money(minorUnits: max(0, amount.minorUnits - received), currency: amount.currency) }
}

/// Our side of a payment.
package enum PaymentState: String, Sendable, CaseIterable, SQLEnum {
    /// The gateway has been asked, or is about to be; its answer is not here.
    case beginning
    case open
    /// The buyer has done their part, the money is on its way.
    case pending
    case paid
    case failed
    case expired
    case refunded
    case disputed
}

/// What a report makes of a payment.
package struct PaymentStep: Hashable, Sendable {
    package let state: PaymentState
    /// What it means for the order; nil when nothing.
    package let command: OrderCommand?
}

extension PaymentState {
    /// Every pair of our state and theirs. Nil: heard before, or too late to matter.
    ///
    /// Reports come unordered and more than once, so money that arrived counts whatever was said before, and what was given
    /// back stays so.
    package func after(_ report: ReportedPayment) -> PaymentStep? {
        switch (self, report) {
        case (.beginning, .open): PaymentStep(state: .open, command: nil)
        case (_, .open): nil

        case (.beginning, .pending), (.open, .pending): PaymentStep(state: .pending, command: nil)
        case (_, .pending): nil

        case (.beginning, .paid), (.open, .paid), (.pending, .paid), (.failed, .paid), (.expired, .paid):
            PaymentStep(state: .paid, command: .confirmPayment)
        case (.paid, .paid), (.refunded, .paid), (.disputed, .paid): nil

        case (.beginning, .failed), (.open, .failed), (.pending, .failed): PaymentStep(state: .failed, command: nil)
        case (_, .failed): nil

        case (.beginning, .expired), (.open, .expired): PaymentStep(state: .expired, command: nil)
        case (_, .expired): nil

        case (.refunded, .refunded): nil
        case (_, .refunded): PaymentStep(state: .refunded, command: .confirmRefund)

        case (.paid, .refundFailed), (.refunded, .refundFailed): PaymentStep(state: .paid, command: .failRefund)
        case (_, .refundFailed): nil

        case (.disputed, .disputed), (.refunded, .disputed): nil
        case (_, .disputed): PaymentStep(state: .disputed, command: .dispute)

        case (.disputed, .disputeWon): PaymentStep(state: .paid, command: .winDispute)
        case (_, .disputeWon): nil

        case (.disputed, .disputeLost): PaymentStep(state: .refunded, command: .loseDispute)
        case (_, .disputeLost): nil
        }
    }
}
