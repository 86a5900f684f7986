// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values

/// One use of a coupon, ready to be written with its order.
struct CouponUse: Sendable {
    enum State: String, Sendable, CaseIterable, SQLEnum {
        case taken
        /// The order was never paid.
        case returned
    }

    let coupon: ID<Coupon>
    let limitPerBuyer: Int?
    let order: ID<Order>
    let person: PersonID?
    let buyerDigest: [UInt8]
    let amount: Money
    let at: Instant

    /// Throws `CouponTaken` when somebody was faster at the last one, or this address has used it enough.
    func insert(in session: any SQLSession) throws {
        guard try CouponQueries.take(coupon, at: at, in: session) else {
            throw CouponTaken(refusal: .noSuchCode)
        }
        if let limitPerBuyer, try CouponQueries.uses(of: coupon, by: buyerDigest, in: session) >= limitPerBuyer {
            throw CouponTaken(refusal: .usedByBuyer)
        }
        try CouponQueries.insert(self, in: session)
    }
}

/// Undoes the transaction that would have used a coupon once too often.
struct CouponTaken: Error {
    let refusal: CouponRefusal
}

/// What a coupon took off an order.
package struct OrderDiscount: Hashable, Sendable {
    package let code: String
    package let amount: Money

    package init(code: String, amount: Money) {
        self.code = code
        self.amount = amount
    }
}

extension [OrderLine] {
    /// The lines as a gateway is told of them, which adds lines up and knows no discount: where one was given, each line in
    /// one piece at its share of what is paid, the last one taking what rounding left.
    func chargeable(of order: Order) -> [(name: String, quantity: Int, unitPrice: Money)] {
        let full = reduce(Int64(0)) { $0 + $1.total.minorUnits }
        let paid = order.amount.minorUnits
        guard paid < full else { return map { ($0.name[order.language], $0.quantity, $0.unitPrice) } }
        var (coveredFull, coveredPaid) = (Int64(0), Int64(0))
        return map { line in
            coveredFull += line.total.minorUnits
            let share = paid * coveredFull / full - coveredPaid
            coveredPaid += share
            let name = line.name[order.language]
            return (
                line.quantity == 1 ? name : "\(name) × \(line.quantity)", 1,
                Money(minorUnits: share, currency: order.amount.currency)
            )
        }
    }
}
