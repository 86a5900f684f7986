// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Storage
package import Values

/// A purchase: of eSIMs, or of more data for one.
package struct Order: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        case esim
        case topUp = "top-up"
    }

    package let id: ID<Order>
    package let number: OrderNumber
    package let kind: Kind
    package let state: OrderState
    /// Where a dispute found the order; nil unless it is frozen.
    package let stateBeforeFreeze: OrderState?
    /// Nil once the buyer has been erased.
    package let person: PersonID?
    /// The eSIM a top-up is for.
    package let esim: ID<Esim>?
    package let amount: Money
    package let language: Language
    package let acceptance: Acceptance
    package let placedAt: Instant
    package let changedAt: Instant

    func moved(to state: OrderState, at now: Instant) -> Order {
        Order(
            id: id, number: number, kind: kind, state: state,
            stateBeforeFreeze: state == .frozen ? self.state : nil, person: person, esim: esim, amount: amount,
            language: language, acceptance: acceptance, placedAt: placedAt, changedAt: now)
    }
}

/// What the buyer accepted when ordering.
package struct Acceptance: Hashable, Sendable {
    /// `PolicyVersion.hex` of the policy that was shown.
    package let policyVersion: String
    /// The age the buyer declared to have reached.
    package let minimumAge: Int
    /// Whether the buyer asked for supply at once, knowing that the right of withdrawal ends with it
    /// (Directive 2011/83/EU art. 16(m)).
    package let agreesToImmediateSupply: Bool

    package init(policyVersion: String, minimumAge: Int, agreesToImmediateSupply: Bool) {
        self.policyVersion = policyVersion
        self.minimumAge = minimumAge
        self.agreesToImmediateSupply = agreesToImmediateSupply
    }
}

/// One thing bought, as it was sold.
package struct OrderLine: Hashable, Sendable {
    package let id: ID<OrderLine>
    package let slug: String
    package let name: Wording
    package let quantity: Int
    package let unitPrice: Money
    package let supplierPackage: SupplierPackage
    /// Who else has it, in the order in which they are asked.
    package var furtherPackages: [SupplierPackage] = []

    var packages: [SupplierPackage] { [supplierPackage] + furtherPackages }
    package var total: Money { unitPrice * quantity }
    /// What the supplier knows the line by.
    package var transaction: String { "\(id)" }
}

package enum OrderState: String, Sendable, CaseIterable, SQLEnum {
    case awaitingPayment = "awaiting-payment"
    case paid
    /// The supplier has been asked, or is about to be.
    case delivering
    case delivered
    /// Paid and stuck: a person of ours has to decide.
    case needsAttention = "needs-attention"
    case refunding
    case refunded
    /// Called off before it was paid.
    case cancelled
    /// Never paid.
    case expired
    /// Paid, and looked at by a person of ours before anything is ordered for it.
    case held
    /// The card's owner disputes the payment; nothing moves until that is settled.
    case frozen
}

extension OrderNumber: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .text(text) }
    package init(sqlValue: SQLValue) throws {
        guard let number = OrderNumber(try String(sqlValue: sqlValue)) else {
            throw UnexpectedColumn(expected: "order number", found: sqlValue)
        }
        self = number
    }
}
