// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// The plans of one destination as a row each, by price.
struct PlanShelf {
    struct Row {
        let path: String
        let data: String
        let days: String
        let rate: String
        let price: String
        let isBest: Bool
    }

    let destination: String
    let slug: String
    let path: String
    let networks: String
    let speed: String
    let rows: [Row]

    init(_ destination: Destination, in catalogue: Catalogue, on sheet: Sheet) {
        self.destination = destination.name[sheet.language]
        slug = destination.slug
        path = sheet.path("/plans?destination=\(destination.slug)")
        networks = destination.networks.joined(separator: ", ")
        speed = destination.speed
        let plans = catalogue.plans(in: destination)
        let best = BestFit(among: plans, in: sheet.currency)
        rows = plans.map { Row($0, isBest: $0.slug == best?.plan.slug, on: sheet) }
    }
}

extension PlanShelf.Row {
    fileprivate init(_ plan: Plan, isBest: Bool, on sheet: Sheet) {
        let price = plan.price(in: sheet.currency)
        path = sheet.path("/plans/\(plan.slug)")
        data = sheet.gigabytes(plan.dataBytes)
        days = sheet.days(plan.validityDays)
        rate = sheet.text("storefront.plan.per-gb", ["price": sheet.share(of: price, for: plan.dataGigabytes)])
        self.price = sheet.price(price)
        self.isBest = isBest
    }
}

/// The plans of one destination compared card by card: what most people need, then by price.
struct PlanComparison {
    let destination: String
    let networks: String
    let speed: String
    let countries: [String]
    let cards: [PlanCard]

    init(_ destination: Destination, in catalogue: Catalogue, on sheet: Sheet) {
        self.destination = destination.name[sheet.language]
        networks = destination.networks.joined(separator: ", ")
        speed = destination.speed
        countries = Countries.names(of: destination, in: sheet.language)
        let plans = catalogue.plans(in: destination)
        let best = BestFit(among: plans, in: sheet.currency)
        let others = plans.filter { $0.slug != best?.plan.slug }
            .sorted { $0.prices[sheet.currency].minorUnits < $1.prices[sheet.currency].minorUnits }
        let canTopUp = !catalogue.topUps(for: destination.slug).isEmpty
        cards = ([best?.plan].compactMap { $0 } + others).map {
            PlanCard($0, best: best, canTopUp: canTopUp, on: sheet)
        }
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
        reason = best.flatMap { $0.plan.slug == plan.slug ? sheet.reason(for: $0) : nil }
        others = plans.map { Other($0, isThis: $0.slug == plan.slug, isBest: $0.slug == best?.plan.slug, on: sheet) }
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
        let isBest = plan.slug == best?.plan.slug
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
