// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// A place to travel to as a tile shows it.
struct DestinationModel {
    let slug: String
    let name: String
    let region: WorldRegion
    let path: String
    /// The least a plan costs.
    let from: HTML
    let note: String
    let words: String

    init(_ destination: Destination, plans: [Plan], on sheet: Sheet) {
        slug = destination.slug
        name = destination.name[sheet.language]
        region = destination.region
        path = sheet.path(to: destination)
        from = sheet.amounts { currency in
            plans.map { $0.prices[currency] }.min { $0.minorUnits < $1.minorUnits } ?? .zero(currency)
        }
        let sizes = plans.filter { !$0.data.isDaily }.map(\.data.bytes)
        note = sheet.text(
            "places.tile",
            [
                "least": sheet.gigabytes(sizes.min() ?? 0), "most": sheet.gigabytes(sizes.max() ?? 0),
                "speed": destination.speed,
            ])
        words = destination.searchWords
    }
}

/// Everywhere the shop reaches: destinations by region, and each country with the plans that reach it.
struct DestinationsModel {
    struct Shelf {
        let region: WorldRegion
        let title: String
        let places: [DestinationModel]
    }

    let shelves: [Shelf]
    let countryCount: Int

    init(_ catalogue: Catalogue, on sheet: Sheet) {
        let places = catalogue.destinations.map {
            DestinationModel($0, plans: catalogue.plans(in: $0), on: sheet)
        }
        let byRegion = Dictionary(grouping: places, by: \.region)
        shelves = WorldRegion.allCases.compactMap { region in
            byRegion[region].map {
                Shelf(
                    region: region, title: sheet.text(Text("places.region.\(region.rawValue)")),
                    places: $0.sorted { $0.name.folded < $1.name.folded })
            }
        }
        countryCount = Set(catalogue.destinations.flatMap(\.countries)).count
    }
}

/// The plans of one destination compared card by card: what most people need, then by price.
struct PlanComparison {
    let destination: Destination
    let name: String
    let networks: String
    let countries: [String]
    let cards: [PlanCard]
    let plans: [Plan]
    /// Plans for several countries that reach this one too.
    let wider: [DestinationModel]

    init(_ destination: Destination, in catalogue: Catalogue, on sheet: Sheet) {
        self.destination = destination
        name = destination.name[sheet.language]
        networks = destination.networks.joined(separator: ", ")
        countries = Countries.names(of: destination, in: sheet.language)
        plans = catalogue.plans(in: destination)
        let best = BestFit(among: plans, in: sheet.currency)
        let others = plans.filter { $0.slug != best?.plan.slug }
            .sorted { $0.prices[sheet.currency].minorUnits < $1.prices[sheet.currency].minorUnits }
        let canTopUp = !catalogue.topUps(for: destination.slug).isEmpty
        cards = ([best?.plan].compactMap { $0 } + others).map {
            PlanCard($0, best: best, canTopUp: canTopUp, on: sheet)
        }
        wider =
            destination.isRegion
            ? []
            : catalogue.destinations.filter { place in
                place.isRegion && destination.countries.allSatisfy(place.countries.contains)
            }.map { DestinationModel($0, plans: catalogue.plans(in: $0), on: sheet) }
    }
}

extension PlanCard {
    fileprivate init(_ plan: Plan, best: BestFit?, canTopUp: Bool, on sheet: Sheet) {
        let isBest = plan.slug == best?.plan.slug
        let place = plan.destination
        let daily: [(icon: Icon, text: String)] =
            plan.data.isDaily
            ? [(.refresh, sheet.text("places.plan.daily-short", ["total": sheet.gigabytes(plan.totalBytes)]))] : []
        self.init(
            path: sheet.path(to: plan), data: plan.data.amount,
            days: plan.data.isDaily
                ? sheet.text("places.plan.each-day", ["days": sheet.days(plan.validityDays)])
                : sheet.days(plan.validityDays),
            price: sheet.amount(plan.prices),
            rates: [
                sheet.wording.markup("storefront.plan.per-gb", ["price": sheet.perGigabyte(plan)]),
                sheet.wording.markup("storefront.plan.per-day", ["price": sheet.perDay(plan)]),
            ],
            facts: daily + [
                (.signal, "\(place.speed) · \(place.networks.joined(separator: ", "))"),
                (.hotspot, sheet.hotspot(place)),
            ] + (canTopUp ? [(.plus, sheet.text("storefront.plan.top-up-short"))] : []),
            reason: isBest ? best.map(sheet.reason) : nil)
    }
}
