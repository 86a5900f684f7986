// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// Plans and places in schema.org's words.
extension Sheet {
    func offerData(_ plan: Plan, isSoldOut: Bool) -> StructuredData {
        let offers = Currency.allCases.map { offer($0, plan, isSoldOut: isSoldOut) }
        return StructuredData([
            "@type": "Product", "name": plan.name[language], "sku": plan.slug, "category": "eSIM",
            "url": address(path(to: plan)), "image": address("/card.png"),
            "description": text(
                "storefront.plan.description",
                [
                    "destination": plan.destination.name[language], "data": plan.data.words[language],
                    "days": days(plan.validityDays), "price": price(plan.price(in: currency)),
                ]), "brand": ["@type": "Brand", "name": site.name], "offers": offers,
        ])
    }

    /// All plans of a destination as one product with a range of prices.
    func offersData(_ model: PlanComparison) -> StructuredData {
        let prices = model.plans.map { $0.prices[currency].minorUnits }
        return StructuredData([
            "@type": "Product", "name": text("storefront.destination.title", ["destination": model.name]),
            "category": "eSIM", "url": address(path(to: model.destination)), "image": address("/card.png"),
            "description": text("storefront.destination.description", ["destination": model.name]),
            "brand": ["@type": "Brand", "name": site.name],
            "offers": [
                "@type": "AggregateOffer", "priceCurrency": currency.rawValue,
                "lowPrice": Money(minorUnits: prices.min() ?? 0, currency: currency).plain,
                "highPrice": Money(minorUnits: prices.max() ?? 0, currency: currency).plain,
                "offerCount": String(prices.count),
            ] as [String: String],
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
        let items = all.enumerated().map { index, step -> [String: String] in
            ["@type": "ListItem", "position": String(index + 1), "name": step.0, "item": address(step.1)]
        }
        return StructuredData(["@type": "BreadcrumbList", "itemListElement": items])
    }

    private func offer(_ currency: Currency, _ plan: Plan, isSoldOut: Bool) -> [String: String] {
        [
            "@type": "Offer", "price": plan.price(in: currency).plain, "priceCurrency": currency.rawValue,
            "availability": "https://schema.org/\(isSoldOut ? "SoldOut" : "InStock")", "url": address(path(to: plan)),
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
