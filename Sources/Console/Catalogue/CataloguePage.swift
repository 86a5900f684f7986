// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    func cataloguePage(_ list: KeptPlanList) -> Response {
        let tabs = KeptPlanGroup.allCases.map { group in
            (title: "\(say(group.name)) (\(list.counts[group, default: 0]))", path: path(to: group))
        }
        let title = say("keeping.list.title")
        return page(
            title, in: .catalogue,
            """
            \(sheet.heading(
                title, lead: say("keeping.list.lead", ["count": String(list.listing.plans.count)]),
                actions: """
                \(sheet.linkButton(say("keeping.add.title"), to: path("/catalogue/additions")))\
                \(sheet.linkButton(say("keeping.rules.title"), to: path("/catalogue/rules"), icon: .settings))
                """))
            \(findingList(list.listing))
            <div class="console-tools">\(sheet.searchBox(
                path(.catalogue), name: "q", label: say("keeping.list.search"),
                placeholder: say("keeping.list.search-hint"), value: list.typed))</div>
            \(sheet.tabs(say("keeping.list.filter"), tabs, current: list.typed.isEmpty ? path(to: list.group) : ""))
            <div class="keeping-list">\(sheet.table(
                title, columns: columns, rows: list.plans.map { row($0, list.listing.rules) }, empty: nothingKept))</div>
            <div class="console-wide">\(sheet.form(path("/catalogue/readings"), """
                <p class="hint">\(say("keeping.list.read-hint"))</p>
                <p class="actions">\(sheet.button(say("keeping.list.read"), kind: .secondary, icon: .refresh))</p>
                """))</div>
            """)
    }

    private func path(to group: KeptPlanGroup) -> String {
        group == .all ? path(.catalogue) : path(.catalogue) + "?state=\(group.rawValue)"
    }

    private var columns: [Column] {
        [
            Column(say("keeping.list.plan")), Column(say("keeping.list.state")),
            Column("VND", isNumber: true), Column("USD", isNumber: true),
            Column(say("keeping.list.cost"), isNumber: true), Column(say("keeping.list.margin"), isNumber: true),
        ]
    }

    private func row(_ kept: KeptPlan, _ rules: PricingRules) -> [HTML] {
        let plan = kept.record.plan
        let margin = "\(kept.margin) %"
        return [
            sheet.link(plan.name[language], to: path("/catalogue/\(plan.slug)")),
            "<span class=\"keeping-states\">\(badges(of: kept))</span>",
            "<span>\(sheet.price(kept.prices[.vnd]))</span>", "<span>\(sheet.price(kept.prices[.usd]))</span>",
            "<span>\(sheet.price(rules.cost(of: plan.supplierPackage, in: .usd)))</span>",
            kept.margin < rules.minimumMargin ? sheet.badge(margin, .bad) : "<span>\(margin)</span>",
        ]
    }

    func badges(of kept: KeptPlan) -> HTML {
        let state: HTML =
            if kept.record.state == .inactive {
                sheet.badge(say("keeping.state.inactive"), .neutral)
            } else if !kept.record.isAvailable {
                sheet.badge(say("keeping.state.unavailable"), .bad)
            } else if !kept.isOnSale {
                sheet.badge(say("keeping.state.below-cost"), .bad)
            } else {
                sheet.badge(say("keeping.state.on-sale"), .good)
            }
        return "\(state)\(if: !kept.planned.isEmpty, sheet.badge(say("keeping.state.planned"), .waiting))"
    }

    private var nothingKept: HTML {
        sheet.emptyState(
            .search, title: say("keeping.list.none"), text: say("keeping.list.none-hint"),
            action: sheet.linkButton(say("keeping.list.all"), to: path(.catalogue)))
    }

    /// What the supplier changed and nobody has decided about.
    private func findingList(_ listing: KeepCatalogue.Listing) -> HTML {
        guard !listing.findings.isEmpty else { return "" }
        let names = Dictionary(listing.plans.map { ($0.record.plan.slug, $0.record.plan.name) }) { first, _ in first }
        let items = listing.findings.map { finding -> HTML in
            let isAll = finding.plan == "*"
            let way =
                isAll
                ? sheet.form(
                    path("/catalogue/all/findings/dismissal"),
                    sheet.button(say("keeping.finding.dismiss"), kind: .secondary))
                : sheet.linkButton(say("keeping.finding.look"), to: path("/catalogue/\(finding.plan)"))
            return """
                <li>\(sheet.icon(.warning))<div><p><strong>\(names[finding.plan]?[language] ?? say("keeping.finding.whole"))</strong></p>\
                <p class="hint">\(say(Text("keeping.finding.\(finding.kind.rawValue)")))</p></div>\(way)</li>
                """
        }
        return "<ul class=\"console-stuck\">\(items)</ul>"
    }
}
