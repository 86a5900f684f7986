// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension ConsoleRoutes {
    @Sendable func additionPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.additionPage(try await desk.destinations())
    }

    @Sendable func addPlan(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["vnd"])
        let slug = form.text("slug", atMost: 64)
        let data = form.text("data", atMost: 20)
        let days = form.integer("days", in: 1...365)
        let prices = form.prices()
        let package = form.package(among: desk.services.shop.suppliers)
        if let slug, let data, let days, let prices, let package {
            let draft = PlanDraft(
                slug: slug, destination: form["destination"], data: data, days: days, prices: prices, package: package)
            switch try await desk.services.shop.addToCatalogue.plan(draft, as: desk.caller) {
            case .added: return desk.done(.success, "keeping.add.added", to: "/catalogue/\(slug)")
            case .refused(let problem): form.refuse(problem.field, problem.words)
            case .forbidden: throw PageProblem(.forbidden)
            }
        }
        return desk.additionPage(try await desk.destinations(), form: form, status: .unprocessableContent)
    }

    @Sendable func destinationPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.destinationPage(Form(["speed": "4G/5G", "hotspot": "yes"]))
    }

    @Sendable func addDestination(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let slug = form.text("slug", atMost: 64)
        let vietnamese = form.text("name-vi", atMost: 80)
        let english = form.text("name-en", atMost: 80)
        let speed = form.text("speed", atMost: 20)
        let region = WorldRegion(rawValue: form["region"])
        if region == nil { form.refuse("region", "requests.form.missing") }
        if let slug, let vietnamese, let english, let speed, let region {
            let place = Destination(
                slug: slug, vietnamese: vietnamese, english: english, region: region,
                countries: form.list("countries").map { $0.uppercased() }, networks: form.list("networks"),
                speed: speed, allowsHotspot: form.isTicked("hotspot"))
            switch try await desk.services.shop.addToCatalogue.destination(place, as: desk.caller) {
            case .added: return desk.done(.success, "keeping.add.destination-added", to: "/catalogue/additions")
            case .refused(let problem): form.refuse(problem.field, problem.words)
            case .forbidden: throw PageProblem(.forbidden)
            }
        }
        return desk.destinationPage(form, status: .unprocessableContent)
    }

    /// Who is asked when the first supplier certainly has no order: another supplier's package, or nobody.
    @Sendable func setFallback(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        guard !form["supplier"].isEmpty else {
            return try await change(.fallBack(nil), form, context, desk, saying: "keeping.plan.no-fallback")
        }
        guard let package = form.package(among: desk.services.shop.suppliers) else {
            return try await desk.refused(form, on: try slug(context))
        }
        return try await change(.fallBack(package), form, context, desk, saying: "keeping.plan.fallback-set")
    }
}

extension Desk {
    fileprivate func destinations() async throws -> [Destination] {
        guard let found = try await services.shop.addToCatalogue.destinations(as: caller) else {
            throw PageProblem(.forbidden)
        }
        return found
    }
}

extension Form {
    /// A supplier's package: who, its code, and what it costs in dollars and cents.
    mutating func package(among suppliers: [RecipientID]) -> SupplierPackage? {
        let supplier = suppliers.first { $0.name == self["supplier"] }
        if supplier == nil { refuse("supplier", "requests.form.missing") }
        let code = text("code", atMost: 80)
        let cost = Prices.cents(self["cost"].trimmingSpaces().replacing(",", with: ".")).flatMap { $0 > 0 ? $0 : nil }
        if cost == nil { refuse("cost", "keeping.plan.bad-usd") }
        guard let supplier, let code, let cost else { return nil }
        return SupplierPackage(of: supplier, code: code, price: cost * 100)
    }

    /// What was typed with commas between.
    fileprivate func list(_ name: String) -> [String] {
        self[name].split(separator: ",").map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
    }
}

extension AddToCatalogue.Problem {
    fileprivate var field: String {
        switch self {
        case .slug, .slugTaken: "slug"
        case .noSuchDestination: "destination"
        case .data: "data"
        case .days: "days"
        case .package: "code"
        case .belowCost: "vnd"
        case .name: "name-vi"
        case .countries: "countries"
        }
    }

    fileprivate var words: Text {
        switch self {
        case .slug: "keeping.add.bad-slug"
        case .slugTaken: "keeping.add.slug-taken"
        case .noSuchDestination, .days, .name, .package: "requests.form.missing"
        case .data: "keeping.add.bad-data"
        case .belowCost: "keeping.plan.below-cost"
        case .countries: "keeping.add.bad-countries"
        }
    }
}
