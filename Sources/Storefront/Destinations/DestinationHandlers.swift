// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages

extension StorefrontRoutes {
    @Sendable func destinationsPage(_: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let sheet = context.sheet
        return Response.page(sheet.destinationsPage(DestinationsModel(catalogue, on: sheet)), keptBy: .anybody)
    }

    @Sendable func destinationPage(_: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let sheet = context.sheet
        guard let place = context.parameters.get("slug").flatMap({ catalogue.destination($0) }) else {
            throw PageProblem(.notFound)
        }
        let page = sheet.destinationPage(PlanComparison(place, in: catalogue, on: sheet))
        return Response.page(page, keptBy: .anybody)
    }

    /// Every place and every country behind it, as a list for the search field's script, which looks through it in the
    /// browser: what somebody types leaves it with the button only.
    @Sendable func placeSuggestions(_: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        return Response.page(context.sheet.placeSuggestions(catalogue), keptBy: .anybody)
    }
}
