// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// Every plan, by destination; or what a search found.
    func plansPage(_ shelves: [PlanShelf], search: String) -> HTML {
        let title =
            search.isEmpty ? text("storefront.plans.title") : text("storefront.plans.found", ["search": search])
        return shopPage(
            PageHead(title: title, description: text("storefront.plans.description"), isPublic: search.isEmpty),
            main: """
                <div class="wrap">\(heading(title, lead: search.isEmpty ? text("storefront.plans.lead") : ""))
                <div class="plans-search">\(destinationSearch(filtering: false, value: search))</div>
                \(if: shelves.isEmpty, nothingFound)
                \(if: shelves.count > 1, jumpLinks(to: shelves))
                \(shelves.map(shelf))
                </div>
                """)
    }

    private var nothingFound: HTML {
        emptyState(
            .compass, title: text("storefront.search.none"), text: text("storefront.search.none-text"),
            action: linkButton(text("storefront.search.all"), to: path(.plans)))
    }

    private func jumpLinks(to shelves: [PlanShelf]) -> HTML {
        let links = shelves.map { "<li><a href=\"#\($0.slug)\">\($0.destination)</a></li>" as HTML }
        return "<nav class=\"jump\" aria-label=\"\(text("storefront.plans.jump"))\"><ul>\(links)</ul></nav>"
    }

    private func shelf(_ shelf: PlanShelf) -> HTML {
        let arrow = icon(.arrowRight, size: .small)
        let rows = shelf.rows.map { row -> HTML in
            """
            <li><a class="plan-row"\(href: row.path)><span class="plan-row-size"><strong>\(row.data)</strong> \
            <span>\(row.days)</span></span><span class="plan-row-rates">\(row.rate)\
            \(if: row.isBest, badge(text("storefront.plan.best-short"), .notable))</span>\
            <strong class="price">\(row.price)</strong>\(arrow)</a></li>
            """
        }
        return """
            <section class="shelf" id="\(shelf.slug)"><header><h2>\(link(shelf.destination, to: shelf.path))</h2>\
            <p class="soft">\(shelf.speed) · \(shelf.networks)</p></header><ul class="plan-rows">\(rows)</ul></section>
            """
    }

    /// The plans of one destination, compared at a glance.
    func destinationPage(_ plans: PlanComparison) -> HTML {
        let title = text("storefront.destination.title", ["destination": plans.destination])
        let cards = plans.cards.map { card in
            planCard(
                card,
                action: linkButton(
                    text("storefront.plan.choose"), to: card.path, kind: card.reason == nil ? .secondary : .primary))
        }
        return shopPage(
            PageHead(
                title: title,
                description: text("storefront.destination.description", ["destination": plans.destination])),
            main: """
                <div class="wrap">\(backLink(text("storefront.destination.back"), to: path(.plans)))
                \(heading(title, lead: text("storefront.destination.lead", ["networks": plans.networks, "speed": plans.speed])))
                \(section(text("storefront.destination.plans"), self.plans(cards)))
                \(if: plans.countries.count > 1, section(text("storefront.plan.countries"), countryList(plans.countries)))
                \(section(text("storefront.phone.title"), phoneAnswers))
                </div>
                """)
    }

    func countryList(_ countries: [String]) -> HTML {
        "<ul class=\"countries\">\(countries.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    /// "Will my phone work?", answered where it is asked.
    var phoneAnswers: HTML {
        """
        <div class="answers">
        \(disclosure(
            text("storefront.phone.check"), "<p>\(wording.markup("storefront.phone.check-text", ["code": "<code>*#06#</code>"]))</p>",
            isOpen: true))
        \(disclosure(text("storefront.phone.models"), """
            <ul class="bullets"><li>\(text("storefront.phone.models-apple"))</li><li>\(text("storefront.phone.models-samsung"))</li>\
            <li>\(text("storefront.phone.models-google"))</li><li>\(text("storefront.phone.models-other"))</li></ul>
            """))
        \(disclosure(text("storefront.phone.locked"), "<p>\(text("storefront.phone.locked-text"))</p>"))
        \(disclosure(text("storefront.phone.number"), "<p>\(text("storefront.phone.number-text"))</p>"))
        </div>
        """
    }
}
