// SPDX-License-Identifier: Apache-2.0

import Values

extension Sheet {
    var shopExhibits: [Exhibit] {
        let amount = price(Money(minorUnits: 239_000, currency: .vnd))
        let search = searchBox(
            path(.plans), name: "hero-search", label: "\(text("gallery.where")) 3", placeholder: text("gallery.where"))
        let buy = button(text("gallery.pay"), kind: .primary)
        let views = Landscape.allCases.map { "<span class=\"exhibit-view\">\(landscape($0))</span>" as HTML }
        return [
            Exhibit(
                "Beginning of a shop",
                fullest: hero(
                    title: text("gallery.title"), lead: sampleText, search: search, facts: [text("gallery.agree")])),
            Exhibit(
                "Destinations",
                fullest: """
                    <ul class="tiles">\
                    \(destinationTile(sampleName, key: "japan", path: path(.plans), from: "\(amount)", note: days(30), words: sampleName))</ul>
                    """),
            Exhibit("Landscapes", fullest: "<p class=\"actions\">\(views)</p>"),
            Exhibit(
                "Plans",
                fullest: plans([
                    planCard(
                        PlanCard(
                            path: path(.plans), data: "10 GB", days: days(30), price: "\(amount)",
                            rates: ["\(amount)", "\(amount)"],
                            facts: [(.signal, "SoftBank"), (.hotspot, text("gallery.agree"))], reason: sampleText),
                        action: buy)
                ]),
                emptiest: plans([
                    planCard(
                        PlanCard(
                            path: path(.plans), data: "1 GB", days: days(1), price: "\(amount)", rates: [], facts: []),
                        action: buy)
                ])),
            Exhibit(
                "Steps", fullest: steps([(text("gallery.choose"), sampleText), (text("gallery.install"), sampleText)]),
                emptiest: steps([(text("gallery.choose"), sampleText)])),
            Exhibit(
                "Things one can check", fullest: trustFacts([(.shield, text("gallery.question"), "\(sampleText)")])),
            Exhibit(
                "Order summary",
                fullest: orderSummary(
                    lines: [(sampleName, days(30), amount), ("Việt Nam", days(7), amount)],
                    totalLabel: text("gallery.total"), total: price(Money(minorUnits: 478_000, currency: .vnd))),
                emptiest: orderSummary(
                    lines: [], totalLabel: text("gallery.total"), total: price(.zero(.vnd)))),
        ]
    }
}
