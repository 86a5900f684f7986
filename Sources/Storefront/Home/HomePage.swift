// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// A search for a destination first, then places with a real price, how it works, and what is true about the shop.
    func homePage(_ home: HomeModel) -> HTML {
        shopPage(
            PageHead(title: home.tagline, description: text("storefront.home.description")),
            main: """
                \(hero(
                    title: home.tagline, lead: text("storefront.home.lead"), search: destinationSearch(),
                    facts: [
                        text("storefront.home.fact-instant"), text("storefront.home.fact-account"),
                        text("storefront.home.fact-price"),
                    ]))
                <div class="wrap">
                \(section(
                    text("storefront.home.destinations"),
                    more: link(
                        text("places.home.all", ["count": String(home.destinationCount)]), to: path(.destinations)),
                    "<ul class=\"tiles\">\(home.destinations.map(tile))</ul>"))
                \(section(text("storefront.home.how"), steps([
                    (text("storefront.home.step-choose"), text("storefront.home.step-choose-text")),
                    (text("storefront.home.step-pay"), text("storefront.home.step-pay-text")),
                    (text("storefront.home.step-install"), text("storefront.home.step-install-text")),
                ])))
                \(section(text("storefront.home.trust"), trustFacts(facts(about: home))))
                </div>
                """)
    }

    /// By name: who makes what is sold is no secret.
    private func supplierWords(_ names: [String]) -> String {
        guard names.count == 2 else {
            return text("storefront.home.trust-supplier-text", ["supplier": names.first ?? ""])
        }
        return text("storefront.home.trust-suppliers-text", ["first": names[0], "second": names[1]])
    }

    private func facts(about home: HomeModel) -> [(icon: Icon, title: String, text: HTML)] {
        [
            (
                .signal, text("storefront.home.trust-supplier"),
                "\(supplierWords(home.suppliers))"
            ),
            (.refresh, text("storefront.home.trust-refund"), "\(text("storefront.home.trust-refund-text"))"),
            (
                .lock, text("storefront.home.trust-card"),
                "\(text("storefront.home.trust-card-text", ["gateway": home.gateway]))"
            ),
            (
                .shield, text("storefront.home.trust-data"),
                wording.markup(
                    "storefront.home.trust-data-text",
                    ["policy": link(text("storefront.home.trust-data-link"), to: path(.privacy))])
            ),
        ]
    }
}
