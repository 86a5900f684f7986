// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// A payment that the buyer's bank asks about or takes back.
package struct Dispute: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable, SQLEnum {
        /// The bank asks; no money has moved.
        case inquiry
        case needsResponse = "needs-response"
        /// Evidence is in, the bank decides.
        case underReview = "under-review"
        case won
        case lost
        /// An inquiry that ended, or one the gateway settled before it cost anything.
        case closed

        package var isOpen: Bool { [.inquiry, .needsResponse, .underReview].contains(self) }

        /// Reports overtake each other: a state is never followed by one further up here.
        private var rank: Int {
            switch self {
            case .inquiry: 0
            case .needsResponse: 1
            case .underReview: 2
            case .won, .lost, .closed: 3
            }
        }

        func follows(_ other: State) -> Bool { rank > other.rank }
    }

    package let id: ID<Dispute>
    package let order: ID<Order>
    package let payment: ID<Payment>
    package let state: State
    /// The bank's word for it.
    package let reason: String
    /// As the bank counts: it may be a part. Nil in a currency that is not ours.
    package let amount: Money?
    /// Until when evidence may be handed in.
    package let dueAt: Instant?
    package let withdrawnAt: Instant?
    package let reinstatedAt: Instant?
    package let raisedAt: Instant

    /// Whether the money is away from the shop's account and may come back.
    package var isWithheld: Bool { withdrawnAt != nil && reinstatedAt == nil && state.isOpen }
}
