// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Storage
import Values
import Vault

/// One plan and who did what to it.
struct KeptPlanView: Sendable {
    let file: PlanFile
    let rules: PricingRules
    /// By change: nil for a colleague whose name is not theirs to see, and for what the program did.
    let authors: [ID<AuditEntry>: Author]

    struct Author: Sendable {
        let name: String?
        let isOwn: Bool
    }
}

extension Desk {
    func file(_ slug: String) async throws -> KeptPlanView {
        let keep = services.shop.keepCatalogue
        let file = try opened(try await keep.show(slug, as: caller))
        let rules = try opened(try await keep.list(as: caller)).rules
        let actors = try await services.data.read { session in
            try file.changes.map { ($0.id, try AuditQueries.actor(of: $0.id, in: session)) }
        }
        var names: [PersonID: String] = [:]
        for actor in Set(actors.compactMap(\.1)) where actor != member.id {
            names[actor] = try await services.accounts.name(of: actor, as: caller)?.expose()
        }
        let authors = actors.compactMap { change, actor in
            actor.map { (change, KeptPlanView.Author(name: names[$0], isOwn: $0 == member.id)) }
        }
        return KeptPlanView(
            file: file, rules: rules, authors: Dictionary(authors, uniquingKeysWith: { first, _ in first }))
    }

    func keptPlanPage(
        _ view: KeptPlanView, form: Form = Form(), isConflict: Bool = false, status: HTTPResponse.Status = .ok
    ) -> Response {
        let kept = view.file.kept
        let plan = kept.record.plan
        let title = plan.name[language]
        // What was typed stays; the first look shows what is.
        let prices = form["vnd"].isEmpty ? Form(["vnd": String(kept.prices.vnd), "usd": kept.prices.dollars]) : form
        return page(
            title, in: .catalogue, status: status,
            """
            \(sheet.backLink(say("keeping.list.title"), to: path(.catalogue)))
            \(sheet.heading(title, actions: kept.isOnSale ? sheet.linkButton(
                say("keeping.plan.see"), to: sheet.path("/plans/\(plan.slug)"), icon: .eye) : nil))
            <p class="keeping-states">\(badges(of: kept)) <code>\(plan.slug)</code></p>
            \(if: isConflict, sheet.banner(
                .problem, title: say("keeping.plan.conflict"), text: "\(say("keeping.plan.conflict-text"))"))
            \(finding(view))
            <div class="keeping-columns">
            \(sheet.card(title: say("keeping.plan.price"), priceForm(view, prices, isPlanning: false)))
            \(sheet.card(title: say("keeping.plan.planned"), plannedPrices(view, prices)))
            </div>
            <div class="keeping-columns">
            \(sheet.card(title: say("keeping.plan.stock"), stockForm(view, form)))
            \(sheet.card(title: say("keeping.plan.sale"), saleForm(kept)))
            </div>
            <div class="keeping-columns">\(sheet.card(title: say("keeping.plan.fall-back"), fallbackForm(view, form)))</div>
            \(sheet.card(title: say("keeping.plan.history"), history(view)))
            """)
    }

    private func priceForm(_ view: KeptPlanView, _ form: Form, isPlanning: Bool) -> HTML {
        let record = view.file.kept.record
        let base = "/catalogue/\(record.plan.slug)"
        return sheet.form(
            path(base + "/price"), showing: form, id: "price",
            """
            \(revision(record))
            \(sheet.field(Field("vnd", say("keeping.plan.vnd"), limit: 15), in: form))
            \(sheet.field(Field("usd", say("keeping.plan.usd"), limit: 9), in: form))
            \(margins(view))
            <p class="actions">\(sheet.button(say("keeping.plan.save"), kind: .primary))\
            <button class="button secondary" formaction="\(path(base + "/preview"))" formtarget="_blank">\
            \(sheet.icon(.eye))<span>\(say("keeping.plan.preview"))</span></button></p>
            """)
    }

    private func margins(_ view: KeptPlanView) -> HTML {
        let (kept, rules) = (view.file.kept, view.rules)
        let package = kept.record.plan.supplierPackage
        let lines = Currency.allCases.map { currency in
            (
                name: currency.rawValue,
                value: """
                \(say(
                        "keeping.plan.margin",
                        [
                            "cost": sheet.price(rules.cost(of: package, in: currency)),
                            "margin": "\(rules.margin(of: kept.prices[currency], package))",
                        ]))
                """ as HTML
            )
        }
        return """
            \(sheet.facts(lines + packages(of: kept, rules)))
            <p class="hint">\(say(
                "keeping.plan.rate",
                ["rate": Money(minorUnits: rules.vndPerUSD, currency: .vnd).formatted(in: language), "day": sheet.day(rules.rateFrom)]))</p>
            """
    }

    /// Who is asked for it, in this order; what cannot be had, or costs more than the plan, is left out and said so.
    private func packages(of kept: KeptPlan, _ rules: PricingRules) -> [(name: String, value: HTML)] {
        let record = kept.record
        return record.plan.packages.enumerated().map { place, package in
            let isMissing = place == 0 ? !record.isAvailable : record.missing.contains(package)
            let trouble: HTML? =
                if isMissing {
                    sheet.badge(say("keeping.state.unavailable"), .bad)
                } else if !rules.coversCost(kept.prices, of: package) {
                    sheet.badge(say("keeping.state.below-cost"), .bad)
                } else {
                    nil
                }
            return (
                name: place == 0
                    ? say("keeping.plan.package") : say("keeping.plan.fallback", ["place": String(place + 1)]),
                value: """
                \(name(of: package.supplier)) <code>\(package.code)</code> · \
                \(sheet.price(rules.cost(of: package, in: .usd))) \(trouble)
                """
            )
        }
    }

    private func plannedPrices(_ view: KeptPlanView, _ form: Form) -> HTML {
        let kept = view.file.kept
        let base = "/catalogue/\(kept.record.plan.slug)/planned-prices"
        let lines = kept.planned.map { planned -> HTML in
            """
            <li><span>\(sheet.time(planned.startsAt))<br><strong>\(sheet.price(planned.prices[.vnd])) · \
            \(sheet.price(planned.prices[.usd]))</strong></span>\(sheet.form(path(base + "/removal"), """
                \(revision(kept.record))<input type="hidden" name="start" value="\(planned.startsAt.milliseconds)">\
                \(sheet.button(say("keeping.plan.call-off"), kind: .quiet))
                """))</li>
            """
        }
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"hint\">\(say("keeping.plan.none-planned"))</p>"
            : "<ul class=\"keeping-planned\">\(lines)</ul>"
        return """
            \(list)
            \(sheet.disclosure(say("keeping.plan.plan-one"), planningForm(kept, base, form), isOpen: form.problem(with: "day") != nil || form.problem(with: "time") != nil))
            """
    }

    /// Its fields are told from those of the price by their labels; both forms never fail at once.
    private func planningForm(_ kept: KeptPlan, _ base: String, _ form: Form) -> HTML {
        func line(_ name: String, _ label: String, _ kind: String, _ value: String) -> HTML {
            let problem = form.problem(with: name)
            return """
                <div class="field\(if: problem != nil, " invalid")"><label for="planned-\(name)">\(label)</label>\
                <input class="input" type="\(kind)" id="planned-\(name)" name="\(name)" value="\(value)"\
                \(attribute: "aria-invalid", problem == nil ? nil : "true")>\
                \(problem.map { "<p class=\"field-problem\">\(sheet.icon(.warning, size: .small))<span>\(sheet.text($0))</span></p>" as HTML })</div>
                """
        }
        return sheet.form(
            path(base),
            """
            \(revision(kept.record))
            \(line("day", say("keeping.plan.day"), "date", form["day"]))
            \(line("time", say("keeping.plan.time", ["zone": sheet.site.timeZone.identifier]), "time", form["time"].isEmpty ? "00:00" : form["time"]))
            \(line("vnd", say("keeping.plan.vnd"), "text", form["vnd"]))
            \(line("usd", say("keeping.plan.usd"), "text", form["usd"]))
            <p class="actions">\(sheet.button(say("keeping.plan.plan-it"), kind: .secondary))</p>
            """)
    }

    private func stockForm(_ view: KeptPlanView, _ form: Form) -> HTML {
        let record = view.file.kept.record
        let shown = form["left"].isEmpty ? Form(["left": view.file.left.map { String($0) } ?? ""]) : form
        let stand: HTML =
            switch view.file.left {
            case nil: sheet.badge(say("keeping.plan.unlimited"), .neutral)
            case 0: sheet.badge(say("keeping.plan.sold-out"), .bad)
            case .some(let left): sheet.badge(say("keeping.plan.left", ["count": String(left)]), .good)
            }
        return """
            <p data-stock="\(view.file.left.map { String($0) } ?? "unlimited")">\(stand)</p>\(sheet.form(
                path("/catalogue/\(record.plan.slug)/stock"), showing: form, id: "stock",
                """
                \(revision(record))
                \(sheet.field(Field("left", say("keeping.plan.left-field"), hint: say("keeping.plan.left-hint"), isOptional: true, limit: 7), in: shown))
                <p class="actions">\(sheet.button(say("keeping.plan.save"), kind: .secondary))</p>
                """))
            """
    }

    private func saleForm(_ kept: KeptPlan) -> HTML {
        let slug = kept.record.plan.slug
        let isActive = kept.record.state == .active
        return sheet.form(
            path("/catalogue/\(slug)/\(isActive ? "withdrawal" : "publication")"),
            """
            \(revision(kept.record))<p>\(say(isActive ? "keeping.plan.take-off-hint" : "keeping.plan.publish-hint"))</p>
            <p class="actions">\(sheet.button(
                say(isActive ? "keeping.plan.take-off" : "keeping.plan.publish"), kind: isActive ? .secondary : .primary))</p>
            """)
    }

    private func finding(_ view: KeptPlanView) -> HTML? {
        guard let finding = view.file.finding else { return nil }
        let record = view.file.kept.record
        let (vnd, usd) = (finding.proposal[.vnd], finding.proposal[.usd])
        let isDearer = finding.kind != .gone
        let take = sheet.form(
            path("/catalogue/\(record.plan.slug)/price"),
            """
            \(revision(record))<input type="hidden" name="vnd" value="\(finding.proposal.vnd)">\
            <input type="hidden" name="usd" value="\(finding.proposal.dollars)">\
            \(sheet.button(say("keeping.finding.take", ["vnd": sheet.price(vnd), "usd": sheet.price(usd)]), kind: .primary))
            """)
        let leave = sheet.form(
            path("/catalogue/\(record.plan.slug)/findings/dismissal"),
            sheet.button(say("keeping.finding.leave"), kind: .secondary))
        return sheet.banner(
            .problem, title: say(Text("keeping.finding.\(finding.kind.rawValue)")),
            text: "\(say("keeping.finding.since")) \(sheet.time(finding.foundAt))",
            action: "<div class=\"actions\">\(if: isDearer, take)\(leave)</div>")
    }

    private func history(_ view: KeptPlanView) -> HTML {
        let rows = view.file.changes.map { change -> [HTML] in
            let author = view.authors[change.id]
            let who =
                author.map { $0.isOwn ? say("keeping.history.you") : $0.name ?? say("keeping.history.colleague") }
                ?? say("keeping.history.program")
            let start: HTML? = change.startsAt.map { " <span class=\"hint\">\(sheet.time($0))</span>" }
            return [
                sheet.time(change.at), "<span>\(say(Text("keeping.change.\(change.kind.rawValue)")))\(start)</span>",
                "<span>\(sheet.price(change.prices[.vnd])) · \(sheet.price(change.prices[.usd]))</span>",
                "<span>\(who)</span>",
            ]
        }
        return sheet.table(
            say("keeping.plan.history"),
            columns: [
                Column(say("keeping.history.when")), Column(say("keeping.history.what")),
                Column(say("keeping.history.prices")), Column(say("keeping.history.who")),
            ], rows: rows, empty: "<p class=\"hint\">\(say("keeping.history.none"))</p>")
    }

    private func revision(_ record: PlanRecord) -> HTML {
        "<input type=\"hidden\" name=\"revision\" value=\"\(record.revision)\">"
    }
}
