// SPDX-License-Identifier: Apache-2.0

package import Values

/// How our prices relate to the supplier's.
package struct PricingRules: Hashable, Sendable {
    /// What a US dollar costs in dong. For margins only: no price is ever converted.
    package let vndPerUSD: Int64
    /// Since when we count with this rate.
    package let rateFrom: Instant
    /// The least share of a price, in percent, that the supplier does not get.
    package let minimumMargin: Int
    /// By how many percent prices may rise with the supplier's without anybody being asked.
    package let followedChange: Int

    package init(vndPerUSD: Int64, rateFrom: Instant, minimumMargin: Int, followedChange: Int) {
        self.vndPerUSD = vndPerUSD
        self.rateFrom = rateFrom
        self.minimumMargin = minimumMargin
        self.followedChange = followedChange
    }

    static let standard = PricingRules(
        vndPerUSD: 26_300, rateFrom: Instant(milliseconds: 0), minimumMargin: 35, followedChange: 10)
}

extension PricingRules {
    /// What one costs us in the money of sale, rounded up.
    package func cost(of package: SupplierPackage, in currency: Currency) -> Money {
        switch currency {
        case .usd: Money(minorUnits: (package.price + 99) / 100, currency: .usd)
        case .vnd: Money(minorUnits: (package.price * vndPerUSD + 9_999) / 10_000, currency: .vnd)
        }
    }

    /// The share of a price that stays with us, in whole percent; negative below cost.
    package func margin(of price: Money, _ package: SupplierPackage) -> Int {
        let kept = price.minorUnits - cost(of: package, in: price.currency).minorUnits
        return Int((Double(kept) * 100 / Double(max(price.minorUnits, 1))).rounded(.down))
    }

    /// The worse of both currencies.
    package func leastMargin(of prices: Prices, _ package: SupplierPackage) -> Int {
        Currency.allCases.map { margin(of: prices[$0], package) }.min() ?? 0
    }

    package func coversCost(_ prices: Prices, of package: SupplierPackage) -> Bool {
        Currency.allCases.allSatisfy { prices[$0].minorUnits > cost(of: package, in: $0).minorUnits }
    }

    /// The plan with those of its packages that cost less than it; nil without any.
    func covered(_ plan: Plan) -> Plan? {
        plan.supplied(by: plan.packages.filter { coversCost(plan.prices, of: $0) })
    }

    /// The prices that keep the minimum margin: those there are, where they do; else the next that ends in 900 dong or
    /// 90 cents.
    package func prices(keeping prices: Prices, of package: SupplierPackage) -> Prices {
        Prices(
            vnd: raised(prices[.vnd], package, step: 1_000, ending: 900),
            usdCents: raised(prices[.usd], package, step: 100, ending: 90))
    }

    private func raised(_ price: Money, _ package: SupplierPackage, step: Int64, ending: Int64) -> Int64 {
        guard margin(of: price, package) < minimumMargin else { return price.minorUnits }
        let share = Int64(100 - minimumMargin)
        let least = (cost(of: package, in: price.currency).minorUnits * 100 + share - 1) / share
        return (max(least - ending, 0) + step - 1) / step * step + ending
    }

    /// Whether prices may move this far by themselves.
    func follows(from old: Prices, to new: Prices) -> Bool {
        Currency.allCases.allSatisfy {
            new[$0].minorUnits * 100 <= old[$0].minorUnits * Int64(100 + followedChange)
        }
    }
}
