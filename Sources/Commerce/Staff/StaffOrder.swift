// SPDX-License-Identifier: Apache-2.0

package import Disclosure
package import Values
package import Vault

/// One order as staff see it: everything that happened, and nothing personal opened.
package struct StaffOrder: Sendable {
    package struct Esim: Sendable {
        package let id: ID<Commerce.Esim>
        package let status: EsimStatus
        package let checkedAt: Instant
    }

    package let order: Order
    package let lines: [OrderLine]
    package let discount: OrderDiscount?
    package let payments: [Payment]
    package let refunds: [Refund]
    /// What of the payment could still go back; nil when nothing was paid by card.
    package let left: Money?
    package let disputes: [Dispute]
    package let supplies: [Supply]
    package let esims: [Esim]
    package let mails: [QueuedMail]
    /// Oldest first.
    package let timeline: [OrderEvent]
    package let attentions: [Attention]
    /// Nil for an order nothing was unusual about.
    package let review: OrderReview?
    /// Who received what about this order.
    package let disclosures: [ConcludedDisclosure]

    package var actions: Set<Action> {
        Set(Action.allCases.filter { $0.isPossible(in: order.state) })
            .subtracting(order.person == nil ? [.resendActivation] : [])
    }

    /// What a member of staff can do about it.
    package enum Action: String, Sendable, CaseIterable {
        case retrySupply = "retry-supply"
        case refund
        case cancel
        case resendActivation = "resend-activation"

        func isPossible(in state: OrderState) -> Bool {
            switch self {
            case .retrySupply: state.isMoved(by: .retrySupply)
            case .refund: state.isMoved(by: .requestRefund)
            case .cancel: state.isMoved(by: .cancel)
            case .resendActivation: state == .delivered
            }
        }
    }
}

extension OrderState {
    fileprivate func isMoved(by command: OrderCommand) -> Bool {
        if case .moved = after(command) { true } else { false }
    }
}

/// What a member of staff opened of a buyer.
package enum BuyerOpening: Sendable {
    case opened(Personal<String>)
    case refused(VaultRefusal)
    case erased
    case notFound
    case forbidden
}
