// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// The plans of one destination, sorted by what most people need: the best fit, then by price.
struct PlanShelf {
    let destination: String
    let slug: String
    let path: String
    let countries: [String]
    let networks: String
    let speed: String
    let hotspot: String
    let cards: [PlanCard]
    /// The same by price.
    let rows: [PlanCard]

    init(_ destination: Destination, in catalogue: Catalogue, on sheet: Sheet) {
        self.destination = destination.name[sheet.language]
        slug = destination.slug
        path = sheet.path("/plans?destination=\(destination.slug)")
        countries = Countries.names(of: destination, in: sheet.language)
        networks = destination.networks.joined(separator: ", ")
        speed = destination.speed
        hotspot = sheet.hotspot(destination)
        let plans = catalogue.plans(in: destination)
        let best = BestFit(among: plans, in: sheet.currency)
        let others = plans.filter { $0 != best?.plan }
            .sorted { $0.prices[sheet.currency].minorUnits < $1.prices[sheet.currency].minorUnits }
        let canTopUp = !catalogue.topUps(for: destination.slug).isEmpty
        func card(_ plan: Plan) -> PlanCard { PlanCard(plan, best: best, canTopUp: canTopUp, on: sheet) }
        rows = plans.map(card)
        cards = ([best?.plan].compactMap { $0 } + others).map(card)
    }
}

/// One plan on its own page, with the others of its destination beside it.
struct PlanModel {
    struct Other {
        let path: String
        let data: String
        let days: String
        let price: String
        let perDay: String
        let perGigabyte: String
        let isThis: Bool
        let isBest: Bool
    }

    let slug: String
    let title: String
    let destination: String
    let destinationSlug: String
    let destinationPath: String
    let data: String
    let days: String
    let price: String
    let perDay: String
    let perGigabyte: String
    let networks: String
    let speed: String
    let hotspot: String
    let topUp: String
    let countries: [String]
    /// Why this is the best fit; nil when another plan is.
    let reason: String?
    let others: [Other]

    init(_ plan: Plan, in catalogue: Catalogue, on sheet: Sheet) {
        let destination = plan.destination
        let plans = catalogue.plans(in: destination)
        let best = BestFit(among: plans, in: sheet.currency)
        let price = plan.price(in: sheet.currency)
        slug = plan.slug
        title = plan.name[sheet.language]
        self.destination = destination.name[sheet.language]
        destinationSlug = destination.slug
        destinationPath = sheet.path("/plans?destination=\(destination.slug)")
        data = sheet.gigabytes(plan.dataBytes)
        days = sheet.days(plan.validityDays)
        self.price = sheet.price(price)
        perDay = sheet.share(of: price, for: plan.validityDays)
        perGigabyte = sheet.share(of: price, for: plan.dataGigabytes)
        networks = destination.networks.joined(separator: ", ")
        speed = destination.speed
        hotspot = sheet.hotspot(destination)
        topUp =
            catalogue.topUps(for: destination.slug).isEmpty
            ? sheet.text("storefront.plan.top-up-no") : sheet.text("storefront.plan.top-up-yes")
        countries = Countries.names(of: destination, in: sheet.language)
        reason = best.flatMap { $0.plan == plan ? sheet.reason(for: $0) : nil }
        others = plans.map { Other($0, isThis: $0 == plan, isBest: $0 == best?.plan, on: sheet) }
    }
}

extension PlanModel.Other {
    fileprivate init(_ plan: Plan, isThis: Bool, isBest: Bool, on sheet: Sheet) {
        let price = plan.price(in: sheet.currency)
        self.init(
            path: sheet.path("/plans/\(plan.slug)"), data: sheet.gigabytes(plan.dataBytes),
            days: sheet.days(plan.validityDays), price: sheet.price(price),
            perDay: sheet.share(of: price, for: plan.validityDays),
            perGigabyte: sheet.share(of: price, for: plan.dataGigabytes), isThis: isThis, isBest: isBest)
    }
}

extension PlanCard {
    fileprivate init(_ plan: Plan, best: BestFit?, canTopUp: Bool, on sheet: Sheet) {
        let price = plan.price(in: sheet.currency)
        let isBest = plan == best?.plan
        self.init(
            path: sheet.path("/plans/\(plan.slug)"), data: sheet.gigabytes(plan.dataBytes),
            days: sheet.days(plan.validityDays), price: sheet.price(price),
            rates: [
                sheet.text("storefront.plan.per-gb", ["price": sheet.share(of: price, for: plan.dataGigabytes)]),
                sheet.text("storefront.plan.per-day", ["price": sheet.share(of: price, for: plan.validityDays)]),
            ],
            facts: [
                (.signal, "\(plan.destination.speed) · \(plan.destination.networks.joined(separator: ", "))"),
                (.hotspot, sheet.hotspot(plan.destination)),
            ] + (canTopUp ? [(.plus, sheet.text("storefront.plan.top-up-short"))] : []),
            reason: isBest ? best.map(sheet.reason) : nil)
    }
}

extension Sheet {
    fileprivate func hotspot(_ destination: Destination) -> String {
        text(destination.allowsHotspot ? "storefront.plan.hotspot-yes" : "storefront.plan.hotspot-no")
    }

    fileprivate func reason(for best: BestFit) -> String {
        text("storefront.plan.best", ["amount": String(best.megabytesPerDay), "days": String(BestFit.days)])
    }
}
