// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages

extension StorefrontRoutes {
    /// All plans, or those of the places that `?q=` finds. `?destination=` is where destinations were before.
    @Sendable func plansPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let sheet = context.sheet
        if let slug = request.uri.queryParameters["destination"] {
            guard let destination = catalogue.destination(String(slug)) else { throw PageProblem(.notFound) }
            return .moved(to: sheet.path(to: destination))
        }
        let search = String(request.uri.queryParameters["q"]?.prefix(60) ?? "").typed
        let found = catalogue.search(search)
        if !search.isEmpty, found.count == 1, let only = found.first, only.country == nil {
            return .seeOther(sheet.path(to: only.destination), on: sheet)
        }
        let shelves = found.map { PlanShelf($0, in: catalogue, on: sheet) }
        let page = sheet.plansPage(shelves, search: search)
        return search.isEmpty ? Response.page(page, keptBy: .anybody) : Response.page(page)
    }

    /// A plan on sale; one that was and is no longer is gone (410) and names what there is instead; `?preview=` shows one
    /// as it would be to whoever is editing it.
    @Sendable func planPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let shop = try await services(context).shop
        let (sheet, catalogue) = (context.sheet, shop.catalogue)
        guard let slug = context.parameters.get("slug") else { throw PageProblem(.notFound) }
        if let token = request.uri.queryParameters["preview"] {
            guard let plan = try await shop.preview(slug, String(token)) else { throw PageProblem(.notFound) }
            return Response.page(sheet.planPage(PlanModel(plan, in: catalogue, isPreview: true, on: sheet)))
        }
        if let plan = catalogue.plan(slug) {
            return Response.page(sheet.planPage(PlanModel(plan, in: catalogue, on: sheet)), keptBy: .anybody)
        }
        guard let place = catalogue.destination(ofPlan: slug) else { throw PageProblem(.notFound) }
        let shelf = catalogue.destination(place).map {
            PlanShelf(PlaceFound(destination: $0, country: nil), in: catalogue, on: sheet)
        }
        return Response.page(sheet.endedPlanPage(shelf), status: .gone)
    }
}

extension Response {
    /// 301: what is asked for has a new address for good.
    static func moved(to path: String) -> Response {
        Response(status: .movedPermanently, headers: [.location: path, .cacheControl: "no-cache"])
    }
}

extension String {
    /// A search as it was typed: a form sends spaces as `+`, and an address can carry control characters.
    var typed: String {
        let visible = unicodeScalars.filter { $0.value >= 0x20 }.map { $0 == "+" ? " " : Character($0) }
        return String(visible).split(separator: " ").joined(separator: " ")
    }
}
