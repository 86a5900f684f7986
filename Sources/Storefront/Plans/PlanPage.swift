// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Values

extension Sheet {
    /// One plan: what it holds, what it costs, how it compares, and whether it will work.
    func planPage(_ plan: PlanModel) -> HTML {
        shopPage(
            PageHead(
                title: plan.title,
                description: text(
                    "storefront.plan.description",
                    ["destination": plan.destination, "data": plan.data, "days": plan.days, "price": plan.plainPrice]),
                isPublic: !plan.isPreview,
                structured: plan.isPreview
                    ? [] : [offerData(plan.plan, isSoldOut: plan.isSoldOut), trail(to: plan.plan)]),
            main: """
                <div class="wrap">\(if: plan.isPreview, banner(
                    .notice, title: text("places.preview.title"), text: "\(text("places.preview.text"))"))\
                \(backLink(text("storefront.plan.back", ["destination": plan.destination]), to: plan.destinationPath))
                <div class="plan-page">
                <header class="plan-head"><div class="plan-art">\(landscape(.for(plan.plan.destination.slug)))</div>
                <div><h1>\(plan.title)</h1>\(plan.reason.map(reasonLine))</div></header>
                \(buyCard(plan))
                <div class="plan-details">
                \(section(text("storefront.plan.contents"), contents(of: plan)))
                \(section(text("storefront.phone.title"), phoneAnswers))
                \(section(text("storefront.plan.compare", ["destination": plan.destination]), comparison(plan)))
                </div></div></div>
                """)
    }

    private func reasonLine(_ reason: String) -> HTML {
        "<p class=\"plan-best\">\(icon(.spark, size: .small))<span>\(reason)</span></p>"
    }

    /// Price and the two ways on: into the cart, or straight to the checkout, which works without scripts.
    private func buyCard(_ plan: PlanModel) -> HTML {
        """
        <aside class="card buy-card" aria-label="\(text("storefront.plan.buy-label"))">
        <p class="buy-price"><strong class="price">\(plan.price)</strong><span>\(text("storefront.plan.tax"))</span></p>
        <p class="soft small">\(plan.rates)</p>
        \(if: !plan.isPreview, plan.isSoldOut ? soldOutNote : buyActions(plan))
        <ul class="buy-facts"><li>\(icon(.mail, size: .small))<span>\(text("storefront.plan.fact-mail"))</span></li>\
        <li>\(icon(.clock, size: .small))<span>\(text("storefront.plan.fact-start", ["days": plan.days]))</span></li>\
        \(plan.dataNote.map { "<li>\(icon(.gauge, size: .small))<span>\($0)</span></li>" as HTML })\
        <li>\(icon(.refresh, size: .small))<span>\(text("storefront.plan.fact-refund"))</span></li></ul>
        </aside>
        """
    }

    private func buyActions(_ plan: PlanModel) -> HTML {
        """
        <p class="buy-actions">\(linkButton(
            text("storefront.plan.buy-now"), to: checkoutPath("plan=\(plan.plan.slug)&quantity=1"), kind: .primary,
            isWide: true))
        <button type="button" class="button secondary wide keeps-place" data-cart-add="\(plan.plan.slug)" \
        data-cart-added="\(text("storefront.cart.added"))" hidden>\(icon(.bag))<span>\(text("storefront.plan.add"))</span></button></p>
        """
    }

    private var soldOutNote: HTML {
        """
        <p data-sold-out="0">\(badge(text("storefront.sold-out.badge"), .bad))</p>\
        <p class="soft small">\(text("storefront.sold-out.note"))</p>
        """
    }

    private func contents(of plan: PlanModel) -> HTML {
        """
        \(facts(plan.facts))
        \(if: plan.countries.count > 1, disclosure(
            text("storefront.plan.country-count", ["count": String(plan.countries.count)]), countryList(plan.countries)))
        """
    }

    private func comparison(_ plan: PlanModel) -> HTML {
        let rows = plan.others.map { other -> [HTML] in
            [
                """
                \(other.isThis ? "<strong>\(other.data) · \(other.days)</strong>" : link("\(other.data) · \(other.days)", to: other.path)) \
                \(if: other.isThis, badge(text("storefront.plan.this"), .neutral))\
                \(if: other.isBest && !other.isThis, badge(text("storefront.plan.best-short"), .notable))
                """,
                "<span>\(other.perGigabyte)</span>", "<span>\(other.perDay)</span>",
                "<strong class=\"price\">\(other.price)</strong>",
            ]
        }
        return table(
            text("storefront.plan.compare", ["destination": plan.destination]),
            columns: [
                Column(text("storefront.plan.plan")),
                Column(text("storefront.plan.column-gb"), isNumber: true),
                Column(text("storefront.plan.column-day"), isNumber: true),
                Column(text("storefront.plan.price"), isNumber: true),
            ], rows: rows, empty: "")
    }
}
