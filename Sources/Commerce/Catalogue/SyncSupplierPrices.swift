// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Jobs
import Policy
import Storage
import Values
import Vault

/// Reads the supplier's price list and brings the catalogue to it: what a plan costs us is always what the supplier asks
/// today, a package that is gone is not sold from that moment on, and nothing is ever sold below cost.
///
/// Where a rise leaves less than the minimum margin, the price follows by itself as far as the rules allow, and beyond
/// that somebody of ours decides. A fall of the supplier's price changes no price of ours.
struct SyncSupplierPrices: Sendable {
    static let kind: JobKind = "sync-supplier-prices"
    static let interval = Duration.hours(6)

    let foundation: ShopFoundation

    /// About the whole catalogue, so at most one waits.
    static func job(at now: Instant, after delay: Duration = .zero) -> Job {
        Job(kind, about: ID<PlanRecord>.whole, at: now, after: delay, exclusive: true)
    }

    func callAsFunction() async throws -> JobOutcome {
        let lists = foundation.suppliers.all.compactMap { supplier in
            supplier.priceList.map { (supplier: supplier.recipient, list: $0) }
        }
        guard !lists.isEmpty else { return .done }
        var unread = 0
        for (supplier, list) in lists {
            if let packages = try await list.packages() {
                try await follow(packages, of: supplier)
            } else {
                unread += 1
            }
        }
        return .retry(after: unread == 0 ? Self.interval : .seconds(600))
    }

    private func follow(_ packages: [SupplierOffer], of supplier: RecipientID) async throws {
        let now = foundation.clock.now()
        let known = try await foundation.data.read { try PlanQueries.records(in: $0) }
        let drawn = Dictionary(
            known.map { ($0.plan.slug, Drawn($0.plan.slug, at: now)) }, uniquingKeysWith: { first, _ in first })
        let doubt = ID<SupplierFinding>.timeOrdered(at: now)
        let isChanged = try await foundation.data.write { session in
            try follow(packages, of: supplier, drawn, doubt, at: now, in: session)
        }
        if isChanged { try await foundation.refreshShelf() }
    }

    /// What a plan may need, drawn before the transaction.
    private struct Drawn: Sendable {
        let note: PlanChangeNote
        let finding: ID<SupplierFinding>

        init(_ slug: String, at now: Instant) {
            note = PlanChangeNote("plan.supplier-price", plan: slug, by: .system("supply"), at: now)
            finding = .timeOrdered(at: now)
        }
    }

    private func follow(
        _ packages: [SupplierOffer], of supplier: RecipientID, _ drawn: [String: Drawn], _ doubt: ID<SupplierFinding>,
        at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try PlanQueries.settleBegunPrices(at: now, in: session)
        let offers = Dictionary(packages.map { ($0.code, $0) }) { first, _ in first }
        let all = try PlanQueries.records(in: session)
        let records = all.filter { $0.plan.supplierPackage.supplier == supplier }
        let sold = records.filter { $0.state == .active && $0.isAvailable }
        let missing = sold.filter { offers[$0.plan.supplierPackage.code] == nil }
        // A list that lost half of what we sell is more likely broken than true.
        if missing.count * 2 > sold.count {
            let finding = SupplierFinding(
                id: doubt, plan: "*", kind: .doubted, oldPrice: Int64(sold.count), newPrice: Int64(missing.count),
                proposal: Prices(vnd: 0, usdCents: 0), foundAt: now)
            try FindingQueries.raise(finding, in: session)
            return false
        }
        try FindingQueries.decide(.dismissed, plan: "*", at: now, in: session)
        let rules = try CatalogueQueries.stand(in: session)?.rules ?? .standard
        var isChanged = false
        for record in records {
            guard let drawn = drawn[record.plan.slug] else { continue }
            let step = SupplierStep(record, offers[record.plan.supplierPackage.code], rules)
            guard step != .nothing else { continue }
            try take(step, of: record, drawn, rules, at: now, in: session)
            isChanged = true
        }
        isChanged = try followTopUps(offers, of: supplier, in: session) || isChanged
        isChanged = try followFurther(offers, of: supplier, all, in: session) || isChanged
        if isChanged { try CatalogueQueries.countChange(at: now, in: session) }
        return isChanged
    }

    private func take(
        _ step: SupplierStep, of record: PlanRecord, _ drawn: Drawn, _ rules: PricingRules, at now: Instant,
        in session: any SQLSession
    ) throws {
        func find(_ kind: SupplierFinding.Kind, _ price: Int64) throws {
            let package = record.plan.supplierPackage.costing(price)
            let finding = SupplierFinding(
                id: drawn.finding, plan: record.plan.slug, kind: kind, oldPrice: record.plan.supplierPackage.price,
                newPrice: price, proposal: rules.prices(keeping: record.plan.prices, of: package), foundAt: now)
            try FindingQueries.raise(finding, in: session)
        }
        switch step {
        case .nothing: return
        case .gone:
            _ = try PlanQueries.update(record.changed(isAvailable: false), in: session)
            try drawn.note.insert(.supplierGone, record.plan, in: session)
            if record.state == .active { try find(.gone, record.plan.supplierPackage.price) }
        case .back(let price):
            let plan = record.plan.costing(price)
            _ = try PlanQueries.update(record.changed(plan: plan, isAvailable: true), in: session)
            try drawn.note.insert(.supplierBack, plan, in: session)
            try FindingQueries.decide(.dismissed, plan: plan.slug, at: now, in: session)
            if !rules.coversCost(plan.prices, of: plan.supplierPackage) { try find(.belowCost, price) }
        case .moved(let price):
            let plan = record.plan.costing(price)
            _ = try PlanQueries.update(record.changed(plan: plan), in: session)
            try drawn.note.insert(.supplierPrice, plan, in: session)
        case .followed(let price, let prices):
            let plan = record.plan.costing(price).priced(prices)
            _ = try PlanQueries.update(record.changed(plan: plan), in: session)
            try drawn.note.insert(.followed, plan, in: session)
        case .asked(let price, let isBelowCost):
            let plan = record.plan.costing(price)
            _ = try PlanQueries.update(record.changed(plan: plan), in: session)
            try drawn.note.insert(.supplierPrice, plan, in: session)
            if record.state == .active { try find(isBelowCost ? .belowCost : .dearer, price) }
        }
    }

    private func followTopUps(
        _ offers: [String: SupplierOffer], of supplier: RecipientID, in session: any SQLSession
    ) throws -> Bool {
        var isChanged = false
        for topUp in try CatalogueQueries.topUpPackages(in: session) where topUp.package.supplier == supplier {
            let offer = offers[topUp.package.code]
            let price = offer?.price ?? topUp.package.price
            guard price != topUp.package.price || (offer != nil) != topUp.isAvailable else { continue }
            try CatalogueQueries.followSupplier(
                topUp: topUp.slug, price: price, isAvailable: offer != nil, in: session)
            isChanged = true
        }
        return isChanged
    }

    /// A package that somebody else would supply in need costs what that supplier asks today; one that it no longer has, or has changed
    /// for another, is not asked for.
    private func followFurther(
        _ offers: [String: SupplierOffer], of supplier: RecipientID, _ records: [PlanRecord], in session: any SQLSession
    ) throws -> Bool {
        let plans = Dictionary(records.map { ($0.plan.slug, $0.plan) }) { first, _ in first }
        var isChanged = false
        for place in try FurtherPackageQueries.all(in: session).values.joined()
        where place.package.supplier == supplier {
            let offer = offers[place.package.code].flatMap { offer in
                plans[place.offer].map(offer.isSame) == false ? nil : offer
            }
            let price = offer?.price ?? place.package.price
            guard price != place.package.price || (offer != nil) != place.isAvailable else { continue }
            try FurtherPackageQueries.follow(place, price: price, isAvailable: offer != nil, in: session)
            isChanged = true
        }
        return isChanged
    }
}

/// What follows for one plan from what the supplier says of its package.
enum SupplierStep: Hashable, Sendable {
    case nothing
    case gone
    case back(price: Int64)
    /// The price moved and the margin still holds.
    case moved(price: Int64)
    /// The price moved and ours goes with it.
    case followed(price: Int64, prices: Prices)
    /// The price moved too far: somebody decides.
    case asked(price: Int64, isBelowCost: Bool)

    init(_ record: PlanRecord, _ offer: SupplierOffer?, _ rules: PricingRules) {
        let plan = record.plan
        guard let offer, offer.isSame(as: plan) else {
            self = record.isAvailable ? .gone : .nothing
            return
        }
        guard record.isAvailable else {
            self = .back(price: offer.price)
            return
        }
        guard offer.price != plan.supplierPackage.price else {
            self = .nothing
            return
        }
        let package = plan.supplierPackage.costing(offer.price)
        let wanted = rules.prices(keeping: plan.prices, of: package)
        if wanted == plan.prices || offer.price < plan.supplierPackage.price {
            self = .moved(price: offer.price)
        } else if rules.follows(from: plan.prices, to: wanted) {
            self = .followed(price: offer.price, prices: wanted)
        } else {
            self = .asked(price: offer.price, isBelowCost: !rules.coversCost(plan.prices, of: package))
        }
    }
}

extension SupplierOffer {
    /// Whether it still brings what the plan promises.
    fileprivate func isSame(as plan: Plan) -> Bool { bytes == plan.data.bytes && days == plan.validityDays }
}

extension Plan {
    fileprivate func costing(_ price: Int64) -> Plan {
        Plan(
            slug: slug, destination: destination, data: data, validityDays: validityDays, prices: prices,
            supplierPackage: supplierPackage.costing(price), furtherPackages: furtherPackages)
    }
}

extension SupplierPackage {
    fileprivate func costing(_ price: Int64) -> SupplierPackage {
        SupplierPackage(of: supplier, code: code, price: price)
    }
}

extension ID {
    /// For work that is about all rows: sixteen zero bytes.
    static var whole: ID { ID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))) }
}
