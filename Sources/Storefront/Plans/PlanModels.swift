// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// A plan in a list.
struct PlanRow {
    let path: String
    let data: String
    let days: String
    let rate: HTML
    let price: HTML
    let isBest: Bool
    let isSoldOut: Bool

    init(_ plan: Plan, isBest: Bool, isSoldOut: Bool, on sheet: Sheet) {
        path = sheet.path(to: plan)
        data = plan.data.words[sheet.language]
        days = sheet.days(plan.validityDays)
        rate = sheet.wording.markup("storefront.plan.per-gb", ["price": sheet.perGigabyte(plan)])
        price = sheet.amount(plan.prices)
        self.isBest = isBest
        self.isSoldOut = isSoldOut
    }
}

/// The plans of one destination as a row each.
struct PlanShelf {
    let destination: String
    let slug: String
    let path: String
    let networks: String
    let speed: String
    /// Why it stands among what was found: the country it reaches; nil where the place itself was meant.
    let because: String?
    let rows: [PlanRow]

    init(_ found: PlaceFound, in catalogue: Catalogue, on sheet: Sheet) {
        let place = found.destination
        destination = place.name[sheet.language]
        slug = place.slug
        path = sheet.path(to: place)
        networks = place.networks.joined(separator: ", ")
        speed = place.speed
        because = found.country.map { code in
            sheet.text("places.search.reaches", ["country": Countries.name(of: code, in: sheet.language)])
        }
        let plans = catalogue.plans(in: place)
        let best = BestFit(among: plans, in: sheet.currency)
        rows = plans.map {
            PlanRow(
                $0, isBest: $0.slug == best?.plan.slug, isSoldOut: catalogue.isSoldOut($0.slug), on: sheet)
        }
    }
}

/// One plan on its own page, with the others of its destination beside it.
struct PlanModel {
    struct Other {
        let path: String
        let data: String
        let days: String
        let price: HTML
        let perDay: HTML
        let perGigabyte: HTML
        let isThis: Bool
        let isBest: Bool
    }

    let plan: Plan
    let title: String
    let destination: String
    let destinationPath: String
    let days: String
    let data: String
    /// What happens after a day's amount; nil for plans with one amount.
    let dataNote: String?
    let price: HTML
    /// The price in the money of the page, for its description.
    let plainPrice: String
    let rates: HTML
    let facts: [(name: String, value: HTML)]
    let countries: [String]
    /// Why this is the best fit; nil when another plan is.
    let reason: String?
    let others: [Other]
    /// Somebody looks at it before it is so: nobody can buy it here.
    let isPreview: Bool
    /// Only so many were for sale, and they are gone.
    let isSoldOut: Bool

    init(_ plan: Plan, in catalogue: Catalogue, isPreview: Bool = false, on sheet: Sheet) {
        let place = plan.destination
        let plans = catalogue.plans(in: place)
        let best = BestFit(among: plans, in: sheet.currency)
        self.plan = plan
        self.isPreview = isPreview
        isSoldOut = catalogue.isSoldOut(plan.slug)
        title = plan.name[sheet.language]
        destination = place.name[sheet.language]
        destinationPath = sheet.path(to: place)
        data = plan.data.words[sheet.language]
        days = sheet.days(plan.validityDays)
        dataNote =
            plan.data.isDaily ? sheet.text("places.plan.daily-note", ["total": sheet.gigabytes(plan.totalBytes)]) : nil
        price = sheet.amount(plan.prices)
        plainPrice = sheet.price(plan.price(in: sheet.currency))
        rates = sheet.rates(of: plan)
        countries = Countries.names(of: place, in: sheet.language)
        reason = best.flatMap { $0.plan.slug == plan.slug ? sheet.reason(for: $0) : nil }
        others = plans.map { Other($0, isThis: $0.slug == plan.slug, isBest: $0.slug == best?.plan.slug, on: sheet) }
        facts = sheet.facts(about: plan, canTopUp: !catalogue.topUps(for: place.slug).isEmpty)
    }
}

extension PlanModel.Other {
    init(_ plan: Plan, isThis: Bool, isBest: Bool, on sheet: Sheet) {
        self.init(
            path: sheet.path(to: plan), data: plan.data.words[sheet.language], days: sheet.days(plan.validityDays),
            price: sheet.amount(plan.prices), perDay: sheet.perDay(plan), perGigabyte: sheet.perGigabyte(plan),
            isThis: isThis, isBest: isBest)
    }
}

extension Sheet {
    func hotspot(_ destination: Destination) -> String {
        text(destination.allowsHotspot ? "storefront.plan.hotspot-yes" : "storefront.plan.hotspot-no")
    }

    func reason(for best: BestFit) -> String {
        text("storefront.plan.best", ["amount": String(best.megabytesPerDay), "days": String(best.days)])
    }

    func rates(of plan: Plan) -> HTML {
        """
        \(wording.markup("storefront.plan.per-gb", ["price": perGigabyte(plan)])) · \
        \(wording.markup("storefront.plan.per-day", ["price": perDay(plan)]))
        """
    }

    fileprivate func facts(about plan: Plan, canTopUp: Bool) -> [(name: String, value: HTML)] {
        let place = plan.destination
        let coverage =
            place.isRegion ? [] : [(text("storefront.plan.coverage"), Countries.names(of: place, in: language))]
        let total: HTML = plan.data.isDaily ? " <span class=\"soft\">(\(gigabytes(plan.totalBytes)))</span>" : ""
        return [
            (name: text("storefront.plan.data"), value: "\(plan.data.words[language])\(total)"),
            (
                name: text("storefront.plan.validity"),
                value: "\(text("storefront.plan.validity-text", ["days": days(plan.validityDays)]))"
            ),
            (name: text("storefront.plan.networks"), value: "\(place.networks.joined(separator: ", "))"),
            (name: text("storefront.plan.speed"), value: "\(place.speed)"),
            (name: text("storefront.plan.hotspot"), value: "\(hotspot(place))"),
            (
                name: text("storefront.plan.top-up"),
                value: "\(text(canTopUp ? "storefront.plan.top-up-yes" : "storefront.plan.top-up-no"))"
            ),
            (name: text("storefront.plan.calls"), value: "\(text("storefront.plan.calls-text"))"),
        ] + coverage.map { (name: $0.0, value: "\($0.1.joined(separator: ", "))") }
    }
}
