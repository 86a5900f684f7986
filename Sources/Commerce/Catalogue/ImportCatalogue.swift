// SPDX-License-Identifier: Apache-2.0

import Audit
package import Storage
package import Values
package import Vault

/// Brings the tables to what a catalogue file says: once for a fresh shop, later when somebody asks for it.
package struct ImportCatalogue: Sendable {
    let data: any Database
    let clock: any WallClock

    /// What an import changed.
    package struct Report: Hashable, Sendable {
        package let plans: Int
        /// Plans that were on sale and that the file does not have.
        package let takenOff: [String]
    }

    package init(into data: any Database, clock: any WallClock) {
        self.data = data
        self.clock = clock
    }

    /// Throws `CatalogueProblem` before anything has changed. Planned prices of plans that stay are kept.
    @discardableResult
    package func callAsFunction(yaml: String, as caller: Caller = .system("import")) async throws -> Report {
        let definition = try CatalogueDefinition(yaml: yaml)
        let now = clock.now()
        let known = try await data.read { try PlanQueries.records(in: $0) }
        let slugs = Set(known.map(\.plan.slug) + definition.plans.map(\.plan.slug))
        let notes = Dictionary(
            uniqueKeysWithValues: slugs.map { ($0, PlanChangeNote("plan.imported", plan: $0, by: caller, at: now)) })
        return try await data.write { try write(definition, notes, at: now, in: $0) }
    }

    /// Only into a shop that never had one: afterwards its tables are the truth.
    package func unlessBegun(yaml: @autoclosure () throws -> String) async throws {
        guard try await data.read({ try CatalogueQueries.stand(in: $0) }) == nil else { return }
        try await callAsFunction(yaml: try yaml())
    }

    private func write(
        _ definition: CatalogueDefinition, _ notes: [String: PlanChangeNote], at now: Instant,
        in session: any SQLSession
    ) throws -> Report {
        try PlanQueries.settleBegunPrices(at: now, in: session)
        let before = try PlanQueries.records(in: session)
        let earlier = Dictionary(before.map { ($0.plan.slug, $0) }) { first, _ in first }
        try PlanQueries.unlistAll(in: session)
        try CatalogueQueries.unlistTopUps(in: session)
        for (position, place) in definition.destinations.enumerated() {
            try CatalogueQueries.put(place, position: position, in: session)
        }
        for (position, listed) in definition.plans.enumerated() {
            let plan = listed.plan
            try PlanQueries.put(plan, listed.state, position: position, in: session)
            // A fresh shop's plans have no history yet: it begins with their first change.
            if !before.isEmpty, earlier[plan.slug]?.plan != plan || earlier[plan.slug]?.state != listed.state {
                try notes[plan.slug]?.insert(.imported, plan, in: session)
            }
        }
        for (destination, offers) in definition.topUps {
            for (position, offer) in offers.enumerated() {
                try CatalogueQueries.put(offer, for: destination, position: position, in: session)
            }
        }
        try CatalogueQueries.record(definition.rules, at: now, in: session)
        let kept = Set(definition.plans.map(\.plan.slug))
        let dropped = before.filter { $0.state == .active && !kept.contains($0.plan.slug) }.map(\.plan)
        for plan in dropped { try notes[plan.slug]?.insert(.tookOff, plan, in: session) }
        return Report(plans: kept.count, takenOff: dropped.map(\.slug))
    }
}

extension ShopFoundation {
    /// Reads the catalogue from the tables and puts it up.
    @discardableResult
    func refreshShelf() async throws -> Catalogue {
        shelf.replace(with: try await data.read { try CatalogueQueries.stock(in: $0) })
        return shelf.current
    }

    /// The same when somebody else changed the tables: another server, or a command.
    func refreshShelfIfChanged() async throws {
        let version = try await data.read { try CatalogueQueries.stand(in: $0)?.version ?? 0 }
        if version > shelf.current.version { try await refreshShelf() }
    }
}
