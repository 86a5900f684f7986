// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// An order in a list for staff. Nothing personal is opened for it.
package struct ListedOrder: Hashable, Sendable {
    package let id: ID<Order>
    package let number: OrderNumber
    package let kind: Order.Kind
    package let state: OrderState
    package let amount: Money
    package let placedAt: Instant
    /// The first line's plan, and how many lines there are.
    package let plan: Wording
    package let lineCount: Int
    /// Whether the buyer has been erased.
    package let isErased: Bool
}

package struct OrderFilter: Hashable, Sendable {
    /// Empty for all.
    package var states: Set<OrderState>
    /// What somebody typed into the search field: an order's number, or the beginning of one.
    package var number: String
    /// The last order of the page before; nil for the first page.
    package var after: ID<Order>?
    package var limit: Int

    package init(states: Set<OrderState> = [], number: String = "", after: ID<Order>? = nil, limit: Int = 50) {
        self.states = states
        self.number = number
        self.after = after
        self.limit = limit
    }
}
