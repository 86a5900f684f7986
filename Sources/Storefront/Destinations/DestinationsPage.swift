// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy

extension Sheet {
    /// Everywhere one can go, by region.
    func destinationsPage(_ model: DestinationsModel) -> HTML {
        let title = text("places.destinations.title")
        let shelves = model.shelves.map { shelf -> HTML in
            """
            <section class="section" id="\(shelf.region.rawValue)"><header class="section-header"><h2>\(shelf.title)</h2>\
            <span class="soft">\(text("places.destinations.count", ["count": String(shelf.places.count)]))</span></header>\
            <ul class="tiles">\(shelf.places.map(tile))</ul></section>
            """
        }
        let jumps = model.shelves.map { "<li><a href=\"#\($0.region.rawValue)\">\($0.title)</a></li>" as HTML }
        return shopPage(
            PageHead(
                title: title,
                description: text("places.destinations.description", ["count": String(model.countryCount)])),
            main: """
                <div class="wrap">\(heading(
                    title, lead: text("places.destinations.lead", ["count": String(model.countryCount)]),
                    actions: link(text("storefront.home.all-plans"), to: path(.plans))))
                <div class="plans-search">\(destinationSearch())</div>
                <nav class="jump" aria-label="\(text("places.destinations.regions"))"><ul>\(jumps)</ul></nav>
                \(shelves)</div>
                """)
    }

    func tile(_ place: DestinationModel) -> HTML {
        destinationTile(
            place.name, key: place.slug, path: place.path, from: place.from, note: place.note, words: place.words)
    }

    /// The plans of one destination, compared at a glance.
    func destinationPage(_ model: PlanComparison) -> HTML {
        let title = text("storefront.destination.title", ["destination": model.name])
        let cards = model.cards.map { card in
            planCard(
                card,
                action: linkButton(
                    text("storefront.plan.choose"), to: card.path, kind: card.reason == nil ? .secondary : .primary))
        }
        return shopPage(
            PageHead(
                title: title,
                description: text("storefront.destination.description", ["destination": model.name]),
                structured: [offersData(model), trail(to: model.destination)]),
            main: """
                <div class="wrap">\(backLink(text("storefront.destination.back"), to: path(.destinations)))
                \(heading(title, lead: text(
                    "storefront.destination.lead", ["networks": model.networks, "speed": model.destination.speed])))
                \(section(text("storefront.destination.plans"), self.plans(cards)))
                \(if: model.countries.count > 1, section(
                    text("places.coverage", ["count": String(model.countries.count)]), countryList(model.countries)))
                \(section(text("storefront.phone.title"), phoneAnswers))
                \(if: !model.wider.isEmpty, section(
                    text("places.wider", ["destination": model.name]), "<ul class=\"tiles\">\(model.wider.map(tile))</ul>"))
                </div>
                """)
    }

    func countryList(_ countries: [String]) -> HTML {
        "<ul class=\"countries\">\(countries.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    /// Asks where somebody is going; a script offers places while one types.
    func destinationSearch(filtering list: String? = nil, value: String = "") -> HTML {
        searchBox(
            path(.plans), name: "q", label: text("storefront.search.label"),
            placeholder: text("storefront.search.placeholder"), value: value, filtering: list,
            suggestions: path("/places"))
    }

    func placeSuggestions(_ catalogue: Catalogue) -> HTML {
        let places = catalogue.destinations.map { place -> HTML in
            suggestion(place.name[language], to: path(to: place), words: place.searchWords, note: nil)
        }
        let own = Set(catalogue.destinations.filter { !$0.isRegion }.flatMap(\.countries))
        let covered = Dictionary(
            catalogue.destinations.filter(\.isRegion).flatMap { place in place.countries.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
        let countries = covered.filter { !own.contains($0.key) }.sorted { $0.key < $1.key }.map { code, place -> HTML in
            suggestion(
                Countries.name(of: code, in: language), to: path(to: place), words: Countries.searchWords(of: code),
                note: text("places.search.in", ["destination": place.name[language]]))
        }
        return "<ul>\(places)\(countries)</ul>"
    }

    private func suggestion(_ name: String, to path: String, words: String, note: String?) -> HTML {
        """
        <li data-words="\(words)"><a\(href: path)>\(name)\(note.map { " <span class=\"soft small\">\($0)</span>" as HTML })</a></li>\n
        """
    }
}
