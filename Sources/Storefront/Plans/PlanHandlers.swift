// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages

extension StorefrontRoutes {
    /// All plans, those of `?destination=`, or those of the places that `?q=` finds.
    @Sendable func plansPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let sheet = context.sheet
        if let slug = request.uri.queryParameters["destination"] {
            guard let destination = catalogue.destination(String(slug)) else { throw PageProblem(.notFound) }
            return Response.page(sheet.destinationPage(PlanComparison(destination, in: catalogue, on: sheet)))
        }
        let search = String(request.uri.queryParameters["q"]?.prefix(60) ?? "").typed
        let found = catalogue.destinations.filter { $0.answers(search) }
        if !search.isEmpty, found.count == 1, let only = found.first {
            return .seeOther(sheet.path("/plans?destination=\(only.slug)"), on: sheet)
        }
        let shelves = found.map { PlanShelf($0, in: catalogue, on: sheet) }
        let page = sheet.plansPage(shelves, search: search)
        return search.isEmpty ? Response.page(page, keptBy: .anybody) : Response.page(page)
    }

    @Sendable func planPage(_: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        guard let plan = context.parameters.get("slug").flatMap({ catalogue.plan($0) }) else {
            throw PageProblem(.notFound)
        }
        return Response.page(
            context.sheet.planPage(PlanModel(plan, in: catalogue, on: context.sheet)), keptBy: .anybody)
    }
}

extension String {
    /// A search as it was typed: a form sends spaces as `+`, and an address can carry control characters.
    fileprivate var typed: String {
        let visible = unicodeScalars.filter { $0.value >= 0x20 }.map { $0 == "+" ? " " : Character($0) }
        return String(visible).split(separator: " ").joined(separator: " ")
    }
}
