// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension ConsoleRoutes {
    func registerCatalogue(on console: RouterGroup<PageContext>) {
        console.get("/catalogue", use: at(.catalogue, cataloguePage))
        console.post("/catalogue/readings", use: at(.catalogue, readSupplierPrices))
        console.get("/catalogue/rules", use: at(.catalogue, rulesPage))
        console.post("/catalogue/rules", use: at(.catalogue, setRules))
        console.get("/catalogue/additions", use: at(.catalogue, additionPage))
        console.post("/catalogue/additions", use: at(.catalogue, addPlan))
        console.get("/catalogue/destinations", use: at(.catalogue, destinationPage))
        console.post("/catalogue/destinations", use: at(.catalogue, addDestination))
        console.get("/catalogue/:slug", use: at(.catalogue, keptPlanPage))
        console.post("/catalogue/:slug/price", use: at(.catalogue, repricePlan))
        console.post("/catalogue/:slug/preview", use: at(.catalogue, previewPlan))
        console.post("/catalogue/:slug/publication", use: at(.catalogue, publishPlan))
        console.post("/catalogue/:slug/stock", use: at(.catalogue, limitPlan))
        console.post("/catalogue/:slug/fallback", use: at(.catalogue, setFallback))
        console.post("/catalogue/:slug/withdrawal", use: at(.catalogue, takePlanOff))
        console.post("/catalogue/:slug/planned-prices", use: at(.catalogue, planPrice))
        console.post("/catalogue/:slug/planned-prices/removal", use: at(.catalogue, callOffPrice))
        console.post("/catalogue/:slug/findings/dismissal", use: at(.catalogue, dismissFinding))
    }

    @Sendable func cataloguePage(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let listing = try desk.opened(try await desk.services.shop.keepCatalogue.list(as: desk.caller))
        let query = request.uri.queryParameters
        let list = KeptPlanList(
            listing, group: query["state"].flatMap { KeptPlanGroup(rawValue: String($0)) } ?? .all,
            typed: String((query["q"] ?? "").prefix(60)).replacing("+", with: " "))
        return desk.cataloguePage(list)
    }

    @Sendable func readSupplierPrices(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response
    {
        _ = try await Form.read(request, context)
        _ = try desk.opened(try await desk.services.shop.keepCatalogue.readPricesSoon(as: desk.caller))
        return desk.done(.success, "keeping.list.reading", to: "/catalogue")
    }

    @Sendable func keptPlanPage(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        desk.keptPlanPage(try await desk.file(try slug(context)))
    }

    @Sendable func repricePlan(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["vnd"])
        guard let prices = form.prices() else { return try await desk.refused(form, on: try slug(context)) }
        return try await change(.reprice(prices), form, context, desk, saying: "keeping.plan.repriced")
    }

    /// Leads to the shop's own page at the prices that were typed; nothing is changed.
    @Sendable func previewPlan(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["vnd"])
        let slug = try slug(context)
        guard let prices = form.prices() else { return try await desk.refused(form, on: slug) }
        let token = desk.services.shop.planPreviews.token(for: slug, at: prices)
        return .seeOther(desk.sheet.path("/plans/\(slug)?preview=\(token)"), on: desk.sheet)
    }

    @Sendable func publishPlan(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let form = try await Form.read(request, context)
        return try await change(.publish, form, context, desk, saying: "keeping.plan.published")
    }

    @Sendable func takePlanOff(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let form = try await Form.read(request, context)
        return try await change(.takeOff, form, context, desk, saying: "keeping.plan.taken-off")
    }

    @Sendable func limitPlan(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let typed = form["left"].trimmingSpaces()
        let left = Int(typed).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
        guard typed.isEmpty || left != nil else {
            form.refuse("left", "keeping.plan.bad-left")
            return try await desk.refused(form, on: try slug(context))
        }
        return try await change(.limit(left), form, context, desk, saying: "keeping.plan.limited")
    }

    @Sendable func planPrice(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["vnd"])
        let start = form.moment("day", "time", in: desk.sheet.site.timeZone)
        guard let prices = form.prices(), let start else { return try await desk.refused(form, on: try slug(context)) }
        let command = PlanCommand.schedule(ScheduledPrice(startsAt: start, prices: prices))
        return try await change(command, form, context, desk, saying: "keeping.plan.scheduled")
    }

    @Sendable func callOffPrice(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let form = try await Form.read(request, context, exemptFromCardCheck: ["start"])
        guard let start = Int64(form["start"]) else { throw PageProblem(.unprocessableContent) }
        let command = PlanCommand.unschedule(Instant(milliseconds: start))
        return try await change(command, form, context, desk, saying: "keeping.plan.unscheduled")
    }

    @Sendable func dismissFinding(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        let slug = try slug(context)
        _ = try desk.opened(
            try await desk.services.shop.keepCatalogue.dismiss(slug == "all" ? "*" : slug, as: desk.caller))
        return desk.done(.success, "keeping.plan.dismissed", to: slug == "all" ? "/catalogue" : "/catalogue/\(slug)")
    }

    func change(
        _ command: PlanCommand, _ form: Form, _ context: PageContext, _ desk: Desk, saying text: String
    ) async throws -> Response {
        let slug = try slug(context)
        guard let revision = Int(form["revision"]) else { throw PageProblem(.unprocessableContent) }
        var form = form
        let outcome = try await desk.services.shop.changePlan(command, on: slug, revision: revision, as: desk.caller)
        switch outcome {
        case .done: return desk.done(.success, text, to: "/catalogue/\(slug)")
        case .changedMeanwhile:
            return try await desk.refused(form, on: slug, isConflict: true, status: .conflict)
        case .sameSupplier: form.refuse("supplier", "keeping.plan.same-supplier")
        case .belowCost where isFallback(command): form.refuse("cost", "keeping.plan.below-cost")
        case .belowCost: form.refuse("vnd", "keeping.plan.below-cost")
        case .inThePast: form.refuse("day", "keeping.plan.in-the-past")
        case .noSuchPlan: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
        return try await desk.refused(form, on: slug)
    }

    private func isFallback(_ command: PlanCommand) -> Bool {
        if case .fallBack = command { true } else { false }
    }

    func slug(_ context: PageContext) throws -> String {
        guard let slug = context.parameters.get("slug"), slug.utf8.count <= 64 else { throw PageProblem(.notFound) }
        return slug
    }
}

extension Desk {
    func opened<Found>(_ answer: KeepCatalogue.Answer<Found>) throws -> Found {
        switch answer {
        case .found(let found): return found
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    /// The plan with what was typed and why it was not taken.
    func refused(
        _ form: Form, on slug: String, isConflict: Bool = false, status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        keptPlanPage(try await file(slug), form: form, isConflict: isConflict, status: status)
    }
}

extension Form {
    /// Both prices, each where it was typed: dong with or without points, dollars with two digits.
    mutating func prices() -> Prices? {
        let dong = self["vnd"].filter { $0 != "." && $0 != "," && $0 != " " && $0 != "₫" }
        let vnd = Int64(dong).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
        let cents = Prices.cents(self["usd"].trimmingSpaces().replacing(",", with: ".")).flatMap { $0 > 0 ? $0 : nil }
        if vnd == nil { refuse("vnd", "keeping.plan.bad-vnd") }
        if cents == nil { refuse("usd", "keeping.plan.bad-usd") }
        guard let vnd, let cents else { return nil }
        return Prices(vnd: vnd, usdCents: cents)
    }
}
