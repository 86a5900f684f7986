// SPDX-License-Identifier: Apache-2.0

import Values

/// Everything on sale at one moment. A reference, since every request is handed it.
package final class Catalogue: Sendable {
    /// Grows with every change; part of the key of every cached page that shows plans.
    package let version: Int
    /// Active plans in the order of the file: by destination, then by size.
    package let plans: [Plan]
    package let destinations: [Destination]
    private let bySlug: [String: Plan]
    private let byDestination: [String: [Plan]]
    private let topUpsByDestination: [String: [TopUpOffer]]

    private let destinationByPlan: [String: String]

    /// - Parameter destinations: of every plan there ever was, by its slug: eSIMs outlive their plans.
    init(version: Int, plans: [Plan], topUps: [String: [TopUpOffer]], destinations everyPlan: [String: String]) {
        self.version = version
        self.plans = plans
        destinations = plans.reduce(into: []) { found, plan in
            if found.last != plan.destination { found.append(plan.destination) }
        }
        bySlug = Dictionary(plans.map { ($0.slug, $0) }) { first, _ in first }
        byDestination = Dictionary(grouping: plans, by: \.destination.slug)
        topUpsByDestination = topUps
        destinationByPlan = everyPlan
    }

    static let empty = Catalogue(version: 0, plans: [], topUps: [:], destinations: [:])

    /// Nil for a plan that never was or is not on sale now.
    package func plan(_ slug: String) -> Plan? { bySlug[slug] }

    package func destination(_ slug: String) -> Destination? { destinations.first { $0.slug == slug } }

    package func plans(in destination: Destination) -> [Plan] { byDestination[destination.slug] ?? [] }

    /// The slug of the destination of a plan, on sale or not.
    package func destination(ofPlan slug: String) -> String? { destinationByPlan[slug] }

    package func topUps(for destinationSlug: String) -> [TopUpOffer] { topUpsByDestination[destinationSlug] ?? [] }
}
