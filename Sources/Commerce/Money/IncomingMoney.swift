// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

/// An amount that came in, whoever took it.
package struct IncomingMoney: Hashable, Sendable {
    package let id: ID<IncomingMoney>
    /// Who took it: `stripe`, `vietqr`.
    package let source: RecipientID
    package let amount: Money
    /// What nobody has found a use for yet.
    package let open: Money
    /// Why something is open; nil when nothing is.
    package let reason: UnmatchedReason?
    /// Whose key the sealed values are under; nil when there are none.
    package let person: PersonID?
    /// The source's own number of the movement.
    package let reference: SealedValue?
    /// What the payer wrote.
    package let content: SealedValue?
    package let payer: SealedValue?
    package let receivedAt: Instant
}

/// Why an amount, or a part of one, belongs to no order.
package enum UnmatchedReason: String, Sendable, CaseIterable, SQLEnum {
    /// No number of an order stands in the text.
    case noReference = "no-reference"
    /// Numbers of several orders do.
    case severalReferences = "several-references"
    case otherCurrency = "other-currency"
    case alreadyPaid = "already-paid"
    /// The order had been called off or had expired.
    case tooLate = "too-late"
    /// More came than was asked for.
    case overpaid
    /// A gateway reported another amount than the order's.
    case otherAmount = "other-amount"
    /// A gateway reported a payment of no order of ours.
    case unknownOrder = "unknown-order"
    /// A second payment of the same order, on its way back by itself.
    case paidTwice = "paid-twice"
    /// The order it was for was called off, or paid otherwise, before the rest came.
    case released
    /// Sending it back did not work.
    case returnFailed = "return-failed"
}

/// What became of a part of an amount.
package struct MoneyUse: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        /// It pays an order.
        case order
        /// It is to go back, or on its way.
        case returning
        case returned
        /// A dispute took it.
        case lost
        case writtenOff = "written-off"
        /// It paid something and does not any more; the amount is open again.
        case released
    }

    package let id: ID<MoneyUse>
    package let money: ID<IncomingMoney>
    package let kind: Kind
    package let amount: Int64
    package let payment: ID<Payment>?
    package let actor: OrderEvent.Actor
    /// A code, never what anybody typed.
    package let detail: String?
    package let at: Instant
}

/// Where all the money of one currency is. What came in is the sum of the rest.
package struct MoneyTotals: Hashable, Sendable {
    package let currency: Currency
    package var incoming: Int64 = 0
    package var open: Int64 = 0
    package var uses: [MoneyUse.Kind: Int64] = [:]

    package subscript(kind: MoneyUse.Kind) -> Money {
        Money(minorUnits: uses[kind, default: 0], currency: currency)
    }

    package var isBalanced: Bool {
        incoming == open + uses.filter { $0.key != .released }.values.reduce(0, +)
    }
}
