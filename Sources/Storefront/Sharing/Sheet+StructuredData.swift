// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// Plans and places in schema.org's words.
extension Sheet {
    func offerData(_ plan: Plan, isSoldOut: Bool) -> StructuredData {
        StructuredData([
            "@type": "Product", "name": .text(plan.name[language]), "sku": .text(plan.slug), "category": "eSIM",
            "url": .text(address(path(to: plan))), "image": .text(address("/card.png")),
            "description": .text(
                text(
                    "storefront.plan.description",
                    [
                        "destination": plan.destination.name[language], "data": plan.data.words[language],
                        "days": days(plan.validityDays), "price": price(plan.price(in: currency)),
                    ])), "brand": ["@type": "Brand", "name": .text(site.name)],
            "offers": .list(Currency.allCases.map { offer($0, plan, isSoldOut: isSoldOut) }),
        ])
    }

    /// All plans of a destination as one product with a range of prices.
    func offersData(_ model: PlanComparison) -> StructuredData {
        let prices = model.plans.map { $0.prices[currency].minorUnits }
        return StructuredData([
            "@type": "Product", "name": .text(text("storefront.destination.title", ["destination": model.name])),
            "category": "eSIM", "url": .text(address(path(to: model.destination))),
            "image": .text(address("/card.png")),
            "description": .text(text("storefront.destination.description", ["destination": model.name])),
            "brand": ["@type": "Brand", "name": .text(site.name)],
            "offers": [
                "@type": "AggregateOffer", "priceCurrency": .text(currency.rawValue),
                "lowPrice": .text(Money(minorUnits: prices.min() ?? 0, currency: currency).plain),
                "highPrice": .text(Money(minorUnits: prices.max() ?? 0, currency: currency).plain),
                "offerCount": "\(prices.count)",
            ],
        ])
    }

    func trail(to destination: Destination) -> StructuredData { trail([step(to: destination)]) }

    func trail(to plan: Plan) -> StructuredData {
        trail([step(to: plan.destination), (plan.name[language], path(to: plan))])
    }

    private func step(to destination: Destination) -> (String, String) {
        (destination.name[language], path(to: destination))
    }

    private func trail(_ steps: [(String, String)]) -> StructuredData {
        let all = [(text("layout.nav.destinations"), path(.destinations))] + steps
        let items = all.enumerated().map { index, step -> StructuredData.Fact in
            ["@type": "ListItem", "position": "\(index + 1)", "name": .text(step.0), "item": .text(address(step.1))]
        }
        return StructuredData(["@type": "BreadcrumbList", "itemListElement": .list(items)])
    }

    private func offer(_ currency: Currency, _ plan: Plan, isSoldOut: Bool) -> StructuredData.Fact {
        [
            "@type": "Offer", "price": .text(plan.price(in: currency).plain), "priceCurrency": .text(currency.rawValue),
            "availability": "https://schema.org/\(isSoldOut ? "SoldOut" : "InStock")",
            "url": .text(address(path(to: plan))),
        ]
    }
}

extension Money {
    /// As machines read it: `279000`, `10.90`.
    var plain: String {
        guard currency.fractionDigits > 0 else { return String(minorUnits) }
        let (whole, cents) = minorUnits.quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(cents < 10 ? "0" : "")\(cents)"
    }
}
