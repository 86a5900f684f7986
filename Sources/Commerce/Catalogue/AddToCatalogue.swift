// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
import Values
package import Vault

/// A plan as somebody typed it; `data` is written as `5 GB`, `500 MB` or `1 GB/day`.
package struct PlanDraft: Sendable {
    package let slug: String
    package let destination: String
    package let data: String
    package let days: Int
    package let prices: Prices
    package let package: SupplierPackage

    package init(
        slug: String, destination: String, data: String, days: Int, prices: Prices, package: SupplierPackage
    ) {
        self.slug = slug
        self.destination = destination
        self.data = data
        self.days = days
        self.prices = prices
        self.package = package
    }
}

/// Adds a plan, which nobody can buy before it is published, or a destination.
package struct AddToCatalogue: Sendable {
    package enum Problem: Hashable, Sendable {
        /// Lower-case letters, digits and single hyphens, at most 64, and none of the console's own words.
        case slug
        case slugTaken
        case noSuchDestination
        case data
        case days
        /// No supplier of ours, or without its code.
        case package
        case belowCost
        case name
        case countries
    }

    package enum Outcome: Hashable, Sendable {
        case added
        case refused(Problem)
        case forbidden
    }

    let foundation: ShopFoundation

    package func plan(_ draft: PlanDraft, as caller: Caller) async throws -> Outcome {
        guard caller.mayKeepCatalogue else { return .forbidden }
        guard Self.isSlug(draft.slug) else { return .refused(.slug) }
        guard let data = DataAllowance(written: draft.data.trimmingSpaces()) else { return .refused(.data) }
        guard (1...365).contains(draft.days) else { return .refused(.days) }
        let package = draft.package
        guard foundation.suppliers[package.supplier] != nil, (1...80).contains(package.code.count), package.price > 0
        else { return .refused(.package) }
        let now = foundation.clock.now()
        let note = PlanChangeNote("plan.added", plan: draft.slug, by: caller, at: now)
        let outcome: Outcome = try await foundation.data.write { session in
            guard try PlanQueries.record(draft.slug, in: session) == nil else { return .refused(.slugTaken) }
            let places = try CatalogueQueries.destinations(in: session)
            guard let destination = places.first(where: { $0.slug == draft.destination }) else {
                return .refused(.noSuchDestination)
            }
            let rules = try CatalogueQueries.stand(in: session)?.rules ?? .standard
            guard rules.coversCost(draft.prices, of: package) else { return .refused(.belowCost) }
            let plan = Plan(
                slug: draft.slug, destination: destination, data: data, validityDays: draft.days, prices: draft.prices,
                supplierPackage: package)
            let position = try PlanQueries.lastPosition(in: session) + 1
            try PlanQueries.put(plan, .inactive, position: position, in: session)
            try note.insert(.added, plan, in: session)
            try CatalogueQueries.countChange(at: now, in: session)
            return .added
        }
        if outcome == .added { try await foundation.refreshShelf() }
        return outcome
    }

    package func destination(_ place: Destination, as caller: Caller) async throws -> Outcome {
        guard caller.mayKeepCatalogue else { return .forbidden }
        guard Self.isSlug(place.slug) else { return .refused(.slug) }
        guard !place.name.vietnamese.isEmpty, !place.name.english.isEmpty else { return .refused(.name) }
        let areCodes = place.countries.allSatisfy { $0.wholeMatch(of: /[A-Z]{2}/) != nil }
        guard !place.countries.isEmpty, areCodes, Set(place.countries).count == place.countries.count else {
            return .refused(.countries)
        }
        let now = foundation.clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "catalogue.destination-added", at: now, by: caller.staffID, outcome: place.slug)
        let outcome: Outcome = try await foundation.data.write { session in
            let known = try CatalogueQueries.destinations(in: session)
            guard !known.contains(where: { $0.slug == place.slug }) else { return .refused(.slugTaken) }
            try CatalogueQueries.put(place, position: known.count, in: session)
            try entry.insert(in: session)
            try CatalogueQueries.countChange(at: now, in: session)
            return .added
        }
        if outcome == .added { try await foundation.refreshShelf() }
        return outcome
    }

    /// Where plans may be for, in the order of the shop; nil for whoever has no say.
    package func destinations(as caller: Caller) async throws -> [Destination]? {
        guard caller.mayKeepCatalogue else { return nil }
        return try await foundation.data.read { try CatalogueQueries.destinations(in: $0) }
    }

    /// Addresses of the console's own stand beside those of plans.
    private static let taken: Set = ["rules", "readings", "additions", "destinations", "all"]

    private static func isSlug(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil && !taken.contains(text)
    }
}
