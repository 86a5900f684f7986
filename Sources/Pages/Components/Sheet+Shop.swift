// SPDX-License-Identifier: Apache-2.0

/// A plan as it stands among others: finished words, compared at a glance.
package struct PlanCard: Sendable {
    package let path: String
    /// `10 GB`.
    package let data: String
    /// `30 days`.
    package let days: String
    package let price: HTML
    /// `₫23,900 per GB`, and the like.
    package let rates: [HTML]
    /// What else decides: network, hotspot, whether it can be topped up.
    package let facts: [(icon: Icon, text: String)]
    /// Why this one is marked: `Best fit for a week: …`; nil for the others.
    package let reason: String?

    package init(
        path: String, data: String, days: String, price: HTML, rates: [HTML], facts: [(icon: Icon, text: String)],
        reason: String? = nil
    ) {
        self.path = path
        self.data = data
        self.days = days
        self.price = price
        self.rates = rates
        self.facts = facts
        self.reason = reason
    }
}

extension Sheet {
    /// The first thing of a shop: what it is, and a search.
    package func hero(title: String, lead: String, search: HTML, facts: [String] = []) -> HTML {
        let lines = facts.map { "<li>\(icon(.check, size: .small))<span>\($0)</span></li>" as HTML }
        return """
            <section class="hero"><div class="wrap"><div class="hero-words"><h1>\(title)</h1><p class="lead">\(lead)</p>\(search)\
            \(if: !facts.isEmpty, "<ul class=\"hero-facts\">\(lines)</ul>")</div>\
            <div class="hero-art">\(landscape(.karst))</div></div></section>
            """
    }

    /// A place to travel to, with the least it costs. `words` are what a search for it may say.
    package func destinationTile(
        _ name: String, key: String, path: String, from price: HTML, note: String, words: String
    ) -> HTML {
        """
        <li class="tile" data-words="\(words)"><a\(href: path)><span class="tile-art">\(landscape(.for(key)))</span>\
        <span class="tile-text"><strong>\(name)</strong><span>\(note)</span>\
        <span class="tile-price">\(wording.markup("components.shop.from", ["price": "<b>\(price)</b>"]))</span></span></a></li>
        """
    }

    package func planCard(_ plan: PlanCard, action: HTML) -> HTML {
        let facts = plan.facts.map { "<li>\(icon($0.icon, size: .small))<span>\($0.text)</span></li>" as HTML }
        let rates = plan.rates.map { "<span>\($0)</span>" as HTML }
        return """
            <li class="plan\(if: plan.reason != nil, " best")">\
            \(plan.reason.map { "<p class=\"plan-reason\">\(icon(.spark, size: .small))<span>\($0)</span></p>" as HTML })\
            <div class="plan-body"><h2><a\(href: plan.path)>\(plan.data)<span>\(plan.days)</span></a></h2>\
            <p class="plan-price"><strong class="price">\(plan.price)</strong><span class="plan-rates">\(rates)</span></p>\
            <ul class="plan-facts">\(facts)</ul><div class="plan-action">\(action)</div></div></li>
            """
    }

    package func plans(_ cards: [HTML]) -> HTML { "<ul class=\"plans\">\(cards)</ul>" }

    /// A few steps in their order.
    package func steps(_ steps: [(title: String, text: String)]) -> HTML {
        let items = steps.enumerated().map { index, step -> HTML in
            """
            <li><span class="step-number" aria-hidden="true">\(index + 1)</span><div><h3>\(step.title)</h3><p>\(step.text)</p></div></li>
            """
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }

    /// Things that are true, each with where it can be checked.
    package func trustFacts(_ facts: [(icon: Icon, title: String, text: HTML)]) -> HTML {
        let items = facts.map { "<li>\(icon($0.icon))<div><h3>\($0.title)</h3><p>\($0.text)</p></div></li>" as HTML }
        return "<ul class=\"trust\">\(items)</ul>"
    }

    /// What is bought and what it comes to.
    package func orderSummary(
        lines: [(title: String, detail: String, amount: String)], totalLabel: String, total: String
    ) -> HTML {
        let items = lines.map { line -> HTML in
            """
            <li><span class="summary-text"><strong>\(line.title)</strong><span>\(line.detail)</span></span>\
            <span class="price">\(line.amount)</span></li>
            """
        }
        return """
            <div class="summary"><ul>\(items)</ul><p class="summary-total"><span>\(totalLabel)</span>\
            <strong class="price">\(total)</strong></p></div>
            """
    }

    /// A section of a page with a heading and perhaps a way to more.
    package func section(_ title: String, more: HTML? = nil, _ content: HTML) -> HTML {
        "<section class=\"section\"><header class=\"section-header\"><h2>\(title)</h2>\(more)</header>\(content)</section>"
    }
}
