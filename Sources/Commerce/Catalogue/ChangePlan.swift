// SPDX-License-Identifier: Apache-2.0

import Audit
import Storage
package import Values
package import Vault

/// What can be done to a plan by those who keep the catalogue.
package enum PlanCommand: Hashable, Sendable {
    case reprice(Prices)
    case publish
    case takeOff
    case schedule(ScheduledPrice)
    case unschedule(Instant)
    /// How many more may be sold; nil for as many as anybody wants.
    case limit(Int?)
    /// Who is asked when the first supplier certainly has no order; nil for nobody.
    case fallBack(SupplierPackage?)
}

/// Changes one plan. Orders already placed are not touched.
package struct ChangePlan: Sendable {
    package enum Outcome: Hashable, Sendable {
        case done(PlanRecord)
        /// Somebody else changed the plan since the page was opened; this is how it stands now.
        case changedMeanwhile(PlanRecord)
        /// The supplier asks as much in one of the currencies, or more.
        case belowCost
        /// Nobody falls back on the supplier that is asked first.
        case sameSupplier
        /// A planned price has to begin later than now.
        case inThePast
        case noSuchPlan
        case forbidden
    }

    let foundation: ShopFoundation

    /// - Parameter revision: the one of the plan that was looked at.
    package func callAsFunction(
        _ command: PlanCommand, on slug: String, revision: Int, as caller: Caller
    ) async throws -> Outcome {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        if case .schedule(let price) = command, price.startsAt <= now { return .inThePast }
        let note = PlanChangeNote(command.auditType, plan: slug, by: caller, at: now)
        let outcome = try await foundation.data.write { session in
            try apply(command, on: slug, revision: revision, note, at: now, in: session)
        }
        if case .done = outcome { try await foundation.refreshShelf() }
        return outcome
    }

    private func apply(
        _ command: PlanCommand, on slug: String, revision: Int, _ note: PlanChangeNote, at now: Instant,
        in session: any SQLSession
    ) throws -> Outcome {
        try PlanQueries.settleBegunPrices(at: now, in: session)
        guard let found = try PlanQueries.record(slug, in: session) else { return .noSuchPlan }
        guard found.revision == revision else { return .changedMeanwhile(found) }
        let rules = try CatalogueQueries.stand(in: session)?.rules ?? .standard
        if let prices = command.prices, !rules.coversCost(prices, of: found.plan.supplierPackage) { return .belowCost }
        if case .fallBack(let package?) = command {
            guard package.supplier != found.plan.supplierPackage.supplier, foundation.suppliers[package.supplier] != nil
            else { return .sameSupplier }
            guard rules.coversCost(found.plan.prices, of: package) else { return .belowCost }
        }
        let changed = found.after(command)
        guard try PlanQueries.update(changed, in: session) else { return .changedMeanwhile(found) }
        switch command {
        case .reprice: try note.insert(.repriced, changed.plan, in: session)
        case .publish: try note.insert(.published, changed.plan, in: session)
        case .takeOff: try note.insert(.tookOff, changed.plan, in: session)
        case .schedule(let price):
            try PlanQueries.schedule(price, of: slug, in: session)
            try note.insert(.scheduled, found.plan.priced(price.prices), startsAt: price.startsAt, in: session)
        case .unschedule(let startsAt):
            guard try PlanQueries.unschedule(startsAt, of: slug, in: session) else { break }
            try note.insert(.unscheduled, found.plan, startsAt: startsAt, in: session)
        case .limit(let left):
            try StockQueries.limit(slug, to: left, in: session)
            try note.insert(.limited, found.plan, in: session)
        case .fallBack(let package):
            try FurtherPackageQueries.put(package.map { [$0] } ?? [], for: slug, in: session)
            try note.insert(.fallBack, changed.plan, in: session)
        }
        if case .reprice = command { try FindingQueries.decide(.applied, plan: slug, at: now, in: session) }
        try CatalogueQueries.countChange(at: now, in: session)
        return .done(changed.revised)
    }
}

extension PlanCommand {
    fileprivate var auditType: AuditType {
        switch self {
        case .reprice: "plan.repriced"
        case .publish: "plan.published"
        case .takeOff: "plan.taken-off"
        case .schedule: "plan.price-scheduled"
        case .unschedule: "plan.price-unscheduled"
        case .limit: "plan.limited"
        case .fallBack: "plan.fallback-set"
        }
    }

    /// The prices that somebody would pay because of it.
    fileprivate var prices: Prices? {
        switch self {
        case .reprice(let prices): prices
        case .schedule(let price): price.prices
        case .publish, .takeOff, .unschedule, .limit, .fallBack: nil
        }
    }
}

extension PlanRecord {
    fileprivate func after(_ command: PlanCommand) -> PlanRecord {
        switch command {
        case .reprice(let prices): changed(plan: plan.priced(prices))
        case .publish: changed(state: .active)
        case .takeOff: changed(state: .inactive)
        case .fallBack(let package):
            changed(plan: plan.supplied(by: [plan.supplierPackage] + (package.map { [$0] } ?? [])))
        case .schedule, .unschedule, .limit: self
        }
    }

    func changed(plan: Plan? = nil, state: PlanState? = nil, isAvailable: Bool? = nil) -> PlanRecord {
        PlanRecord(
            plan: plan ?? self.plan, state: state ?? self.state, isAvailable: isAvailable ?? self.isAvailable,
            missing: missing, revision: revision)
    }

    fileprivate var revised: PlanRecord {
        PlanRecord(
            plan: plan, state: state, isAvailable: isAvailable, missing: missing, revision: revision + 1)
    }
}
