// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension StorefrontRoutes {
    @Sendable func homePage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        return Response.page(context.sheet.homePage(HomeModel(services, on: context.sheet)), keptBy: .anybody)
    }
}

/// What the first page shows.
struct HomeModel {
    let tagline: String
    let destinations: [DestinationModel]
    /// Who makes the eSIMs, as the policy names it.
    let supplier: String
    let gateway: String

    init(_ services: StorefrontServices, on sheet: Sheet) {
        tagline = services.business.tagline[sheet.language]
        destinations = services.shop.catalogue.destinations.map {
            DestinationModel($0, plans: services.shop.catalogue.plans(in: $0), on: sheet)
        }
        supplier = services.policy.recipient(services.shop.supplier)?.name ?? ""
        let card = services.shop.waysToPay(in: services.business.currency).first { $0.method == .card }
        gateway = card.flatMap { services.policy.recipient($0.recipient)?.name } ?? ""
    }
}

/// A place to travel to as a tile shows it.
struct DestinationModel {
    let slug: String
    let name: String
    let path: String
    /// The least a plan costs.
    let from: String
    let note: String
    let words: String

    init(_ destination: Destination, plans: [Plan], on sheet: Sheet) {
        slug = destination.slug
        name = destination.name[sheet.language]
        path = sheet.path("/plans?destination=\(destination.slug)")
        let least = plans.map { $0.prices[sheet.currency] }.min { $0.minorUnits < $1.minorUnits }
        from = least.map(sheet.price) ?? ""
        let largest = plans.map(\.dataGigabytes).max() ?? 0
        note = sheet.text("storefront.home.tile", ["data": String(largest), "speed": destination.speed])
        words = destination.searchWords
    }
}
