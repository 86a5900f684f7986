// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension StorefrontRoutes {
    @Sendable func homePage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        guard context.sheet.site.hasShop else {
            return Response.page(
                context.sheet.frontPage(services.business.tagline[context.sheet.language]), keptBy: .anybody)
        }
        return Response.page(context.sheet.homePage(HomeModel(services, on: context.sheet)), keptBy: .anybody)
    }
}

/// What the first page shows.
struct HomeModel {
    let tagline: String
    /// The places most people ask for: the first the shop keeps, and the plans for several countries.
    let destinations: [DestinationModel]
    let destinationCount: Int
    /// Who makes the eSIMs, as the policy names them.
    let suppliers: [String]
    let gateway: String

    init(_ services: StorefrontServices, on sheet: Sheet) {
        tagline = services.business.tagline[sheet.language]
        let catalogue = services.shop.catalogue
        let (single, several) = (
            catalogue.destinations.filter { !$0.isRegion }, catalogue.destinations.filter(\.isRegion)
        )
        destinations = (single.prefix(9) + several.prefix(3)).map {
            DestinationModel($0, plans: catalogue.plans(in: $0), on: sheet)
        }
        destinationCount = catalogue.destinations.count
        let suppliers = services.shop.suppliers.compactMap { services.policy.recipient($0)?.name }
        self.suppliers = suppliers
        let card = services.shop.waysToPay(in: services.business.currency).first { $0.method == .card }
        gateway = card.flatMap { services.policy.recipient($0.recipient)?.name } ?? ""
    }
}
