// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import HTTPTypes
import Values

extension APIRoutes {
    static let catalogueRoutes = [
        Route(Operation<Page<KeptPlan>>.listPlans), Route(Operation<KeptPlan>.readPlan),
        Route(Operation<KeptPlan>.pricePlan), Route(Operation<KeptPlan>.publishPlan),
    ]

    static let planSlug = Parameter.path("slug", .slug, "The plan.")
}

extension Operation where Output == Page<KeptPlan> {
    static let listPlans = Operation(
        id: "listPlans", method: .get, path: "/plans", summary: "Every plan, on sale or not, by its address.",
        scope: .readCatalogue,
        parameters: [.query("after", .slug, "Goes on behind this plan: `next` of the page before."), .limit],
        output: .page("PlanPage", of: .plan, next: .slug), refusals: [.forbidden]
    ) { asked, services, client in
        guard case .found(let listing) = try await services.shop.keepCatalogue.list(as: client.caller) else {
            return .refused(.forbidden)
        }
        let after = asked.text("after") ?? ""
        let rest = listing.plans.filter { $0.record.plan.slug > after }
            .sorted { $0.record.plan.slug < $1.record.plan.slug }
        let shown = Array(rest.prefix(asked.limit))
        return .here(Page(items: shown, next: rest.count > shown.count ? shown.last?.record.plan.slug : nil))
    }
}

extension Operation where Output == KeptPlan {
    static let readPlan = Operation(
        id: "readPlan", method: .get, path: "/plans/{slug}", summary: "One plan.", scope: .readCatalogue,
        parameters: [APIRoutes.planSlug], output: .plan, refusals: [.notFound, .forbidden]
    ) { asked, services, client in try await plan(asked, services, client) }

    static let pricePlan = change(
        id: "pricePlan", path: "/plans/{slug}/prices", summary: "Gives a plan another price from now on.",
        body: .object(
            name: "NewPrices",
            [
                .init(name: "vnd", schema: .integer(1...1_000_000_000), about: "In whole dong, tax included."),
                .init(name: "usdCents", schema: .integer(1...10_000_000), about: "In cents, tax included."),
            ])
    ) { body in
        guard let vnd = body["vnd"]?.integer, let cents = body["usdCents"]?.integer else { return nil }
        return .reprice(Prices(vnd: vnd, usdCents: cents))
    }

    static let publishPlan = change(
        id: "publishPlan", path: "/plans/{slug}/state", summary: "Puts a plan on sale, or takes it off.",
        body: .object(
            name: "NewState",
            [
                .init(
                    name: "state", schema: .choice(PlanState.allCases.map(\.rawValue)),
                    about: "Whether the shop wants it sold.")
            ])
    ) { body in
        switch body["state"]?.string.flatMap(PlanState.init(rawValue:)) {
        case .active: .publish
        case .inactive: .takeOff
        case nil: nil
        }
    }

    private static func change(
        id: String, path: String, summary: String, body: Schema,
        command: @escaping @Sendable (JSON) -> PlanCommand?
    ) -> Operation {
        Operation(
            id: id, method: .put, path: path, summary: summary, scope: .writeCatalogue,
            parameters: [APIRoutes.planSlug], body: body, output: .plan,
            refusals: Set(Refusal.allCases), demandsMatch: true
        ) { asked, services, client in
            guard let command = command(asked.body), let slug = asked.text("slug") else { return .refused(.conflict) }
            let found: KeptPlan
            switch try await plan(asked, services, client) {
            case .here(let plan): found = plan
            case .refused(let refusal): return .refused(refusal)
            }
            let tag = Tagged(Shape.plan.written(found).text).tag
            guard Tagged.list(asked.match, has: tag) else { return .refused(.changedMeanwhile) }
            let outcome = try await services.shop.changePlan(
                command, on: slug, revision: found.record.revision, as: client.caller)
            switch outcome {
            case .done: return try await plan(asked, services, client)
            case .changedMeanwhile: return .refused(.changedMeanwhile)
            case .belowCost, .sameSupplier, .inThePast: return .refused(.conflict)
            case .noSuchPlan: return .refused(.notFound)
            case .forbidden: return .refused(.forbidden)
            }
        }
    }

    private static func plan(
        _ asked: Asked, _ services: APIServices, _ client: APIClient
    ) async throws -> Reply<KeptPlan> {
        switch try await services.shop.keepCatalogue.show(asked.text("slug") ?? "", as: client.caller) {
        case .found(let file): return .here(file.kept)
        case .notFound: return .refused(.notFound)
        case .forbidden: return .refused(.forbidden)
        }
    }
}
