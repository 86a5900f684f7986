// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    /// A plan of which the shop knows nothing yet. It is published from its own page, once it was looked at.
    func additionPage(
        _ destinations: [Destination], form: Form = Form(), status: HTTPResponse.Status = .ok
    ) -> Response {
        let title = say("keeping.add.title")
        return page(
            title, in: .catalogue, status: status,
            """
            \(sheet.backLink(say("keeping.list.title"), to: path(.catalogue)))
            \(sheet.heading(title, lead: say("keeping.add.lead"), actions: sheet.linkButton(
                say("keeping.add.destination"), to: path("/catalogue/destinations"), icon: .globe)))
            <div class="console-narrow">\(sheet.card(sheet.form(path("/catalogue/additions"), showing: form, """
                \(sheet.select(Field("destination", say("keeping.add.for")), options: destinations.map { ($0.slug, $0.name[language]) }, in: form))
                \(sheet.field(Field("slug", say("keeping.add.slug"), hint: say("keeping.add.slug-hint"), limit: 64), in: form))
                \(sheet.field(Field("data", say("keeping.add.data"), hint: say("keeping.add.data-hint"), limit: 20), in: form))
                \(sheet.field(Field("days", say("keeping.add.days"), kind: .number), in: form))
                \(sheet.field(Field("vnd", say("keeping.plan.vnd"), limit: 15), in: form))
                \(sheet.field(Field("usd", say("keeping.plan.usd"), limit: 9), in: form))
                \(packageFields(form))
                <p class="actions">\(sheet.button(say("keeping.add.add"), kind: .primary))</p>
                """)))</div>
            """)
    }

    func destinationPage(_ form: Form, status: HTTPResponse.Status = .ok) -> Response {
        let title = say("keeping.add.destination")
        let regions = WorldRegion.allCases.map { ($0.rawValue, say("places.region.\($0.rawValue)", [:])) }
        return page(
            title, in: .catalogue, status: status,
            """
            \(sheet.backLink(say("keeping.add.title"), to: path("/catalogue/additions")))
            \(sheet.heading(title, lead: say("keeping.add.destination-lead")))
            <div class="console-narrow">\(sheet.card(sheet.form(path("/catalogue/destinations"), showing: form, """
                \(sheet.field(Field("name-vi", say("keeping.add.name-vi"), limit: 80), in: form))
                \(sheet.field(Field("name-en", say("keeping.add.name-en"), limit: 80), in: form))
                \(sheet.field(Field("slug", say("keeping.add.slug"), hint: say("keeping.add.destination-slug-hint"), limit: 64), in: form))
                \(sheet.select(Field("region", say("keeping.add.region")), options: regions, in: form))
                \(sheet.field(Field("countries", say("keeping.add.countries"), hint: say("keeping.add.countries-hint"), limit: 500), in: form))
                \(sheet.field(Field("networks", say("keeping.add.networks"), hint: say("keeping.add.networks-hint"), isOptional: true, limit: 500), in: form))
                \(sheet.field(Field("speed", say("keeping.add.speed"), limit: 20), in: form))
                \(sheet.checkbox("hotspot", "\(say("keeping.add.hotspot"))", in: form))
                <p class="actions">\(sheet.button(say("keeping.add.add-destination"), kind: .primary))</p>
                """)))</div>
            """)
    }

    /// Who is asked second.
    func fallbackForm(_ view: KeptPlanView, _ form: Form) -> HTML {
        let plan = view.file.kept.record.plan
        let second = plan.furtherPackages.first
        let shown =
            form["cost"].isEmpty && form["supplier"].isEmpty
            ? Form([
                "supplier": second?.supplier.name ?? "", "code": second?.code ?? "",
                "cost": second.map { Prices(vnd: 0, usdCents: ($0.price + 99) / 100).dollars } ?? "",
            ]) : form
        return sheet.form(
            path("/catalogue/\(plan.slug)/fallback"), showing: form, id: "fallback",
            """
            <input type="hidden" name="revision" value="\(view.file.kept.record.revision)">\
            <p class="hint">\(say("keeping.plan.fallback-hint"))</p>
            \(packageFields(shown, isOptional: true, besides: plan.supplierPackage.supplier))
            <p class="actions">\(sheet.button(say("keeping.plan.save"), kind: .secondary))</p>
            """)
    }

    private func packageFields(
        _ form: Form, isOptional: Bool = false, besides own: RecipientID? = nil
    ) -> HTML {
        let suppliers = services.shop.suppliers.filter { $0 != own }.map { ($0.name, name(of: $0)) }
        let options = (isOptional ? [("", say("keeping.plan.nobody"))] : []) + suppliers
        return """
            \(sheet.select(Field("supplier", say("keeping.add.supplier"), isOptional: isOptional), options: options, in: form))
            \(sheet.field(Field("code", say("keeping.add.code"), isOptional: isOptional, limit: 80), in: form))
            \(sheet.field(Field("cost", say("keeping.add.cost"), hint: say("keeping.add.cost-hint"), isOptional: isOptional, limit: 9), in: form))
            """
    }
}
