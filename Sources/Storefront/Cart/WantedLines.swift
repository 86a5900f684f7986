// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Values

/// What somebody wants to buy, as a query or a form names it: `plan` and `quantity`, paired in their order.
struct WantedLines {
    /// A line priced from the catalogue; nil where the plan is not on sale.
    struct Priced {
        let plan: Plan
        let quantity: Int

        func total(in currency: Currency) -> Money { plan.price(in: currency) * quantity }
    }

    let lines: [OrderDraft.Line]

    /// A missing quantity is one; one that is no number becomes 0, which no order accepts.
    init(plans: [String], quantities: [String]) {
        lines = plans.prefix(OrderDraft.lineLimit + 1).enumerated().map { index, slug in
            let quantity = index < quantities.count ? Int(quantities[index]) ?? 0 : 1
            return OrderDraft.Line(slug: String(slug.prefix(80)), quantity: quantity)
        }
    }

    init(_ form: Form) {
        self.init(plans: form.all("plan"), quantities: form.all("quantity"))
    }

    /// Slugs the catalogue does not sell.
    func missing(in catalogue: Catalogue) -> [String] {
        lines.map(\.slug).filter { catalogue.plan($0) == nil }
    }

    /// With quantities brought into the range an order takes.
    func priced(in catalogue: Catalogue) -> [Priced] {
        lines.compactMap { line in
            catalogue.plan(line.slug).map { plan in
                let quantity = min(max(line.quantity, 1), OrderDraft.quantities.upperBound)
                return Priced(plan: plan, quantity: quantity)
            }
        }
    }
}

extension [WantedLines.Priced] {
    func total(in currency: Currency) -> Money { reduce(.zero(currency)) { $0 + $1.total(in: currency) } }

    /// `plan=japan-5gb-30d&quantity=1&…`, as a checkout address carries it.
    var query: String { map { "plan=\($0.plan.slug)&quantity=\($0.quantity)" }.joined(separator: "&") }
}

extension WantedLines {
    init(_ request: Request) {
        let parameters = request.uri.queryParameters
        self.init(
            plans: parameters[values: "plan"].map { String($0) },
            quantities: parameters[values: "quantity"].map { String($0) })
    }
}
