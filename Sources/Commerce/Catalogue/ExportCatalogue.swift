// SPDX-License-Identifier: Apache-2.0

import Policy
package import Storage
import Values

/// Writes the catalogue in the form that `ImportCatalogue` reads, so that exporting and importing changes nothing.
/// Planned prices are not part of it.
package struct ExportCatalogue: Sendable {
    let data: any Database

    package init(of data: any Database) {
        self.data = data
    }

    package func callAsFunction() async throws -> String {
        try await data.read { session in
            let places = try CatalogueQueries.destinations(in: session)
            let plans = Dictionary(grouping: try PlanQueries.records(in: session), by: \.plan.destination.slug)
            let topUps = Dictionary(grouping: try CatalogueQueries.topUps(in: session), by: \.destination)
            let rules = try CatalogueQueries.stand(in: session)?.rules ?? .standard
            return CatalogueFile(
                rules: CatalogueFile.Rules(rules),
                destinations: places.map { place in
                    CatalogueFile.Place(
                        place, plans: plans[place.slug] ?? [], topUps: (topUps[place.slug] ?? []).map(\.offer))
                })
        }.yaml()
    }
}

extension CatalogueFile.Rules {
    init(_ rules: PricingRules) {
        self.init(
            vndPerUSD: rules.vndPerUSD, rateFrom: String(rules.rateFrom.description.prefix(10)),
            minimumMargin: rules.minimumMargin, followedChange: rules.followedChange)
    }
}

extension CatalogueFile.Place {
    init(_ place: Destination, plans: [PlanRecord], topUps: [TopUpOffer]) {
        self.init(
            slug: place.slug, name: .init(vi: place.name.vietnamese, en: place.name.english),
            region: place.region.rawValue, countries: place.countries, networks: place.networks, speed: place.speed,
            hotspot: place.allowsHotspot, plans: plans.map(CatalogueFile.Offer.init),
            topUps: topUps.map(CatalogueFile.Offer.init))
    }
}

extension CatalogueFile.Offer {
    init(_ record: PlanRecord) {
        let plan = record.plan
        self.init(
            slug: plan.slug, data: plan.data.written, days: plan.validityDays,
            price: .init(vnd: plan.prices.vnd, usd: plan.prices.dollars),
            supplier: .init(plan.supplierPackage),
            fallbacks: plan.furtherPackages.isEmpty ? nil : plan.furtherPackages.map(CatalogueFile.Supplier.init),
            state: record.state == .active ? nil : record.state.rawValue)
    }

    init(_ offer: TopUpOffer) {
        self.init(
            slug: offer.slug, data: DataAllowance(bytes: offer.dataBytes, isDaily: false).written,
            days: offer.validityDays, price: .init(vnd: offer.prices.vnd, usd: offer.prices.dollars),
            supplier: .init(offer.supplierPackage),
            fallbacks: offer.furtherPackages.isEmpty ? nil : offer.furtherPackages.map(CatalogueFile.Supplier.init),
            state: nil)
    }
}

extension CatalogueFile.Supplier {
    init(_ package: SupplierPackage) {
        self.init(
            name: package.supplier == .esimAccess ? nil : package.supplier.name, code: package.code,
            price: package.price)
    }

    var package: SupplierPackage {
        SupplierPackage(of: name.map(RecipientID.init) ?? .esimAccess, code: code, price: price)
    }
}
