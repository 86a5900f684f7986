// SPDX-License-Identifier: Apache-2.0

package import Values

/// Everything on sale at one moment. A reference, since every request is handed it.
package final class Catalogue: Sendable {
    /// Grows with every change.
    package let version: Int
    /// What is on sale now, by destination, then in the order the shop gave them.
    package let plans: [Plan]
    package let destinations: [Destination]
    /// When the next price begins; nil when none is planned.
    package let nextChange: Instant?
    private let stock: CatalogueStock
    private let bySlug: [String: Plan]
    private let byDestination: [String: [Plan]]
    private let index: PlaceIndex

    init(_ stock: CatalogueStock, at now: Instant) {
        self.stock = stock
        version = stock.version
        plans = stock.plans(at: now)
        destinations = plans.reduce(into: []) { found, plan in
            if found.last?.slug != plan.destination.slug { found.append(plan.destination) }
        }
        nextChange = stock.changes.map(\.startsAt).filter { $0 > now }.min()
        bySlug = Dictionary(plans.map { ($0.slug, $0) }) { first, _ in first }
        byDestination = Dictionary(grouping: plans, by: \.destination.slug)
        index = PlaceIndex(destinations)
    }

    static let empty = Catalogue(CatalogueStock(), at: Instant(milliseconds: 0))

    /// The same stock a moment later.
    func moved(to now: Instant) -> Catalogue { Catalogue(stock, at: now) }

    /// Nil for a plan that never was or is not on sale now.
    package func plan(_ slug: String) -> Plan? { bySlug[slug] }

    package func destination(_ slug: String) -> Destination? { byDestination[slug]?.first?.destination }

    package func plans(in destination: Destination) -> [Plan] { byDestination[destination.slug] ?? [] }

    /// The slug of the destination of a plan, on sale or not: eSIMs outlive their plans.
    package func destination(ofPlan slug: String) -> String? { stock.destinationByPlan[slug] }

    /// Whether the last of a plan of which only so many are sold is taken.
    package func isSoldOut(_ slug: String) -> Bool { stock.soldOut.contains(slug) }

    func isLimited(_ slugs: [String]) -> Bool { !stock.limited.isDisjoint(with: slugs) }

    package func topUps(for destinationSlug: String) -> [TopUpOffer] { stock.topUps[destinationSlug] ?? [] }

    /// The places that answer a search in either language, accents aside, best first; all of them when it is empty.
    package func search(_ text: String) -> [PlaceFound] { index.search(text) }
}

/// What the tables say, from which the catalogue of any moment follows.
struct CatalogueStock: Sendable {
    /// A price that begins at a time.
    struct PriceChange: Sendable {
        let plan: String
        let startsAt: Instant
        let prices: Prices
    }

    var version = 0
    /// Active and available, at their own price.
    var plans: [Plan] = []
    var topUps: [String: [TopUpOffer]] = [:]
    /// Of every plan there ever was.
    var destinationByPlan: [String: String] = [:]
    /// In the order of their beginning.
    var changes: [PriceChange] = []
    var rules = PricingRules.standard
    /// Plans of which only so many are sold, and those of them that are gone.
    var limited: Set<String> = []
    var soldOut: Set<String> = []

    /// With the prices that have begun; what would be sold below cost is left out.
    func plans(at now: Instant) -> [Plan] {
        let begun = Dictionary(
            changes.filter { $0.startsAt <= now }.map { ($0.plan, $0.prices) }, uniquingKeysWith: { _, later in later })
        return plans.map { plan in begun[plan.slug].map(plan.priced) ?? plan }.compactMap(rules.covered)
    }
}
