// SPDX-License-Identifier: Apache-2.0

package import Values

/// What people type: any case, spaces and hyphens aside.
package struct CouponCode: Hashable, Sendable {
    package let text: String

    /// Nil for what no code of ours can be: 4 to 24 letters and digits.
    package init?(_ typed: String) {
        let letters = typed.uppercased().filter { $0 != " " && $0 != "-" && $0 != "+" }
        let isPlain = letters.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard (4...24).contains(letters.utf8.count), isPlain else { return nil }
        text = letters
    }
}

/// A code that makes an order cheaper.
package struct Coupon: Hashable, Sendable {
    package enum Worth: Hashable, Sendable {
        /// 1 to 90.
        case percent(Int)
        case amount(Prices)
    }

    package let id: ID<Coupon>
    package let code: CouponCode
    package let worth: Worth
    /// What an order must come to before anything is taken off.
    package let minimum: Prices
    /// Slugs; empty for every destination.
    package let destinations: Set<String>
    package let startsAt: Instant
    /// Nil for no end.
    package let endsAt: Instant?
    /// How often in all; nil for any number.
    package let limit: Int?
    /// How often one address may use it.
    package let limitPerBuyer: Int?
    /// Orders that have it, unpaid ones included.
    package let uses: Int
    /// When somebody of ours ended it.
    package let endedAt: Instant?

    package init(
        id: ID<Coupon>, code: CouponCode, worth: Worth, minimum: Prices, destinations: Set<String>,
        startsAt: Instant, endsAt: Instant?, limit: Int?, limitPerBuyer: Int?, uses: Int = 0, endedAt: Instant? = nil
    ) {
        self.id = id
        self.code = code
        self.worth = worth
        self.minimum = minimum
        self.destinations = destinations
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.limit = limit
        self.limitPerBuyer = limitPerBuyer
        self.uses = uses
        self.endedAt = endedAt
    }
}

/// Why a code takes nothing off.
package enum CouponRefusal: Hashable, Sendable {
    /// There is no such code now: mistyped, not begun, over, or used up. Which of these nobody is told, so that nobody
    /// learns which codes there are.
    case noSuchCode
    case belowMinimum(Money)
    /// Nothing in the cart is for one of its destinations.
    case elsewhere
    /// This address has used it as often as it may.
    case usedByBuyer
}

extension Coupon {
    /// A line of a cart as far as a coupon looks at it.
    package struct Item: Sendable {
        package let destination: String
        package let total: Money

        package init(destination: String, total: Money) {
            self.destination = destination
            self.total = total
        }
    }

    package func isOpen(at now: Instant) -> Bool {
        startsAt <= now && now < endsAt ?? Instant(milliseconds: .max) && endedAt == nil && uses < limit ?? .max
    }

    /// What is taken off these lines: of those for its destinations, and never more than nine tenths of the whole, since a
    /// gateway takes no payment of nothing.
    package func discount(on items: [Item], in currency: Currency, at now: Instant) -> Result<Money, NotApplied> {
        guard isOpen(at: now) else { return .failure(NotApplied(refusal: .noSuchCode)) }
        let covered = items.filter { destinations.isEmpty || destinations.contains($0.destination) }
        let base = covered.reduce(Int64(0)) { $0 + $1.total.minorUnits }
        guard base > 0 else { return .failure(NotApplied(refusal: .elsewhere)) }
        let least = minimum[currency]
        guard base >= least.minorUnits else { return .failure(NotApplied(refusal: .belowMinimum(least))) }
        let wanted =
            switch worth {
            case .percent(let percent): base * Int64(percent) / 100
            case .amount(let amounts): min(amounts[currency].minorUnits, base)
            }
        // Whole thousands of dong, so that totals stay as round as prices.
        let round = currency == .vnd && wanted >= 1_000 ? wanted / 1_000 * 1_000 : wanted
        let total = items.reduce(Int64(0)) { $0 + $1.total.minorUnits }
        return .success(Money(minorUnits: max(1, min(round, total * 9 / 10)), currency: currency))
    }

    package struct NotApplied: Error, Hashable {
        package let refusal: CouponRefusal
    }
}
