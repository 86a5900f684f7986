// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Values

extension ConsoleRoutes {
    @Sendable func rulesPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let rules = try desk.opened(try await desk.services.shop.keepCatalogue.list(as: desk.caller)).rules
        let zone = desk.sheet.site.timeZone
        return desk.rulesPage(
            Form([
                "rate": String(rules.vndPerUSD), "day": rules.rateFrom.fieldDay(in: zone),
                "margin": String(rules.minimumMargin), "followed": String(rules.followedChange),
            ]))
    }

    @Sendable func setRules(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let rate = form.integer("rate", in: 1_000...1_000_000)
        let day = form.moment("day", "midnight", in: desk.sheet.site.timeZone)
        let margin = form.integer("margin", in: 0...90)
        let followed = form.integer("followed", in: 0...100)
        guard let rate, let day, let margin, let followed else {
            return desk.rulesPage(form, status: .unprocessableContent)
        }
        let rules = PricingRules(
            vndPerUSD: Int64(rate), rateFrom: day, minimumMargin: margin, followedChange: followed)
        _ = try desk.opened(try await desk.services.shop.keepCatalogue.setRules(rules, as: desk.caller))
        return desk.done(.success, "keeping.rules.saved", to: "/catalogue/rules")
    }
}

extension Desk {
    func rulesPage(_ form: Form, status: HTTPResponse.Status = .ok) -> Response {
        let title = say("keeping.rules.title")
        return page(
            title, in: .catalogue, status: status,
            """
            \(sheet.backLink(say("keeping.list.title"), to: path(.catalogue)))
            \(sheet.heading(title, lead: say("keeping.rules.lead")))
            <div class="console-narrow">\(sheet.card(sheet.form(path("/catalogue/rules"), showing: form, """
                \(sheet.field(Field("rate", say("keeping.rules.rate"), kind: .number, hint: say("keeping.rules.rate-hint")), in: form))
                \(sheet.field(Field("day", say("keeping.rules.day"), kind: .date), in: form))
                \(sheet.field(Field("margin", say("keeping.rules.margin"), kind: .number, hint: say("keeping.rules.margin-hint")), in: form))
                \(sheet.field(Field("followed", say("keeping.rules.followed"), kind: .number, hint: say("keeping.rules.followed-hint")), in: form))
                <p class="actions">\(sheet.button(say("keeping.rules.save"), kind: .primary))</p>
                """)))</div>
            """)
    }
}
