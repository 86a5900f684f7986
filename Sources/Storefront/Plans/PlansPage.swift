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
                <div class="plans-search">\(destinationSearch(value: search))</div>
                \(if: shelves.isEmpty, nothingFound)
                \(if: shelves.count > 1 && search.isEmpty, jumpLinks(to: shelves))
                \(shelves.map(shelf))
                </div>
                """)
    }

    /// A plan that is no longer sold, and what there is instead.
    func endedPlanPage(_ shelf: PlanShelf?) -> HTML {
        shopPage(
            PageHead(title: text("places.ended.title"), isPublic: false),
            main: """
                <div class="wrap">\(heading(text("places.ended.title"), lead: text("places.ended.text")))
                \(shelf.map(self.shelf) ?? linkButton(text("storefront.search.all"), to: path(.destinations), kind: .primary))
                </div>
                """)
    }

    private var nothingFound: HTML {
        emptyState(
            .compass, title: text("storefront.search.none"), text: text("storefront.search.none-text"),
            action: linkButton(text("storefront.search.all"), to: path(.destinations)))
    }

    private func jumpLinks(to shelves: [PlanShelf]) -> HTML {
        let links = shelves.map { "<li><a href=\"#\($0.slug)\">\($0.destination)</a></li>" as HTML }
        return "<nav class=\"jump\" aria-label=\"\(text("storefront.plans.jump"))\"><ul>\(links)</ul></nav>"
    }

    func shelf(_ shelf: PlanShelf) -> HTML {
        let arrow = icon(.arrowRight, size: .small)
        let rows = shelf.rows.map { row -> HTML in
            """
            <li><a class="plan-row"\(href: row.path)><span class="plan-row-size"><strong>\(row.data)</strong> \
            <span>\(row.days)</span></span><span class="plan-row-rates"><span>\(row.rate)</span>\
            \(if: row.isBest && !row.isSoldOut, badge(text("storefront.plan.best-short"), .notable))\
            \(if: row.isSoldOut, badge(text("storefront.sold-out.badge"), .bad))</span>\
            <strong class="price">\(row.price)</strong>\(arrow)</a></li>
            """
        }
        return """
            <section class="shelf" id="\(shelf.slug)"><header><h2>\(link(shelf.destination, to: shelf.path))</h2>\
            \(shelf.because.map { "<p class=\"shelf-because\">\(icon(.checkCircle, size: .small))<span>\($0)</span></p>" as HTML })\
            <p class="soft">\(shelf.speed) · \(shelf.networks)</p></header><ul class="plan-rows">\(rows)</ul></section>
            """
    }
}
