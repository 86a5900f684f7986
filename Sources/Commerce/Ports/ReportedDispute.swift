// SPDX-License-Identifier: Apache-2.0

package import Values

/// What the gateway says about a payment that the buyer's bank asks about or takes back.
package struct ReportedDispute: Hashable, Sendable {
    package enum Funds: String, Sendable, CaseIterable {
        case withdrawn
        case reinstated
    }

    /// What the gateway calls it.
    package let reference: String
    package let state: Dispute.State
    /// The bank's word for it: `fraudulent`, `product_not_received`.
    package let reason: String
    /// As the bank counts; nil in a currency that is not ours.
    package let amount: Money?
    /// Until when evidence may be handed in.
    package let dueAt: Instant?
    /// Set when this message is about the money itself.
    package let funds: Funds?

    package init(
        reference: String, state: Dispute.State, reason: String, amount: Money?, dueAt: Instant?, funds: Funds? = nil
    ) {
        self.reference = reference
        self.state = state
        self.reason = reason
        self.amount = amount
        self.dueAt = dueAt
        self.funds = funds
    }
}
