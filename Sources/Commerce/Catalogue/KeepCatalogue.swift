// SPDX-License-Identifier: Apache-2.0

import Audit
import Jobs
import Storage
import Values
package import Vault

/// A plan in the list of those who keep the catalogue.
package struct KeptPlan: Hashable, Sendable {
    package let record: PlanRecord
    /// What a buyer pays now: a planned price that has begun counts.
    package let prices: Prices
    package let planned: [ScheduledPrice]
    /// Whether buyers see it.
    package let isOnSale: Bool
    /// The worse of both currencies, in percent.
    package let margin: Int
}

/// One plan with everything about it.
package struct PlanFile: Sendable {
    package let kept: KeptPlan
    /// Newest first.
    package let changes: [PlanChange]
    package let finding: SupplierFinding?
    /// How many more may be sold; nil without a limit.
    package let left: Int?
}

/// The catalogue as those who keep it work on it.
package struct KeepCatalogue: Sendable {
    let foundation: ShopFoundation

    package struct Listing: Sendable {
        package let plans: [KeptPlan]
        package let rules: PricingRules
        package let findings: [SupplierFinding]
    }

    package enum Answer<Found: Sendable>: Sendable {
        case found(Found)
        case notFound
        case forbidden
    }

    package func list(as caller: Caller) async throws -> Answer<Listing> {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        return .found(
            try await foundation.data.read { session in
                let rules = try CatalogueQueries.stand(in: session)?.rules ?? .standard
                let changes = Dictionary(grouping: try PlanQueries.scheduledPrices(in: session), by: \.plan)
                return Listing(
                    plans: try PlanQueries.records(in: session).map { record in
                        let planned = (changes[record.plan.slug] ?? []).map {
                            ScheduledPrice(startsAt: $0.startsAt, prices: $0.prices)
                        }
                        return KeptPlan(record, planned: planned, rules: rules, at: now)
                    }, rules: rules, findings: try FindingQueries.open(in: session))
            })
    }

    package func show(_ slug: String, as caller: Caller) async throws -> Answer<PlanFile> {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        let file = try await foundation.data.read { session -> PlanFile? in
            guard let record = try PlanQueries.record(slug, in: session) else { return nil }
            let rules = try CatalogueQueries.stand(in: session)?.rules ?? .standard
            return PlanFile(
                kept: KeptPlan(
                    record, planned: try PlanQueries.scheduledPrices(of: slug, in: session), rules: rules, at: now),
                changes: try PlanQueries.changes(of: slug, in: session),
                finding: try FindingQueries.open(about: slug, in: session),
                left: try StockQueries.left(of: slug, in: session))
        }
        return file.map { .found($0) } ?? .notFound
    }

    /// How many changes of the supplier wait for a decision; nothing for whoever has no say.
    package func waiting(as caller: Caller) async throws -> Int {
        guard caller.mayKeepCatalogue else { return 0 }
        return try await foundation.data.read { try FindingQueries.open(in: $0).count }
    }

    /// The rules of pricing as they are now.
    package func setRules(_ rules: PricingRules, as caller: Caller) async throws -> Answer<PricingRules> {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "catalogue.rules-set", at: now, by: caller.staffID,
            outcome: "rate \(rules.vndPerUSD), margin \(rules.minimumMargin), followed \(rules.followedChange)")
        try await foundation.data.write { session in
            try CatalogueQueries.record(rules, at: now, in: session)
            try entry.insert(in: session)
        }
        try await foundation.refreshShelf()
        return .found(rules)
    }

    /// Leaves the plan as it is, whatever the supplier did.
    package func dismiss(_ plan: String, as caller: Caller) async throws -> Answer<String> {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        try await foundation.data.write { try FindingQueries.decide(.dismissed, plan: plan, at: now, in: $0) }
        return .found(plan)
    }

    /// Has the supplier's price list read soon instead of at its hour.
    package func readPricesSoon(as caller: Caller) async throws -> Answer<Bool> {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let job = SyncSupplierPrices.job(at: foundation.clock.now())
        try await foundation.data.write { try job.insert(in: $0) }
        return .found(true)
    }
}

extension KeptPlan {
    init(_ record: PlanRecord, planned: [ScheduledPrice], rules: PricingRules, at now: Instant) {
        let prices = planned.last { $0.startsAt <= now }?.prices ?? record.plan.prices
        let package = record.plan.supplierPackage
        self.init(
            record: record, prices: prices, planned: planned.filter { $0.startsAt > now },
            isOnSale: record.state == .active && record.suppliable.flatMap { rules.covered($0.priced(prices)) } != nil,
            margin: rules.leastMargin(of: prices, package))
    }
}
