// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Values

extension Shape where Value == KeptPlan {
    static let plan = Shape(
        "Plan",
        [
            .text("slug", .slug, "Its address.") { $0.record.plan.slug },
            .object("name", .wording, "As buyers read it.") { $0.record.plan.name },
            .text("destination", .slug, "Where it works.") { $0.record.plan.destination.slug },
            .texts("countries", of: .string(pattern: "^[A-Z]{2}$"), "ISO 3166-1.") {
                $0.record.plan.destination.countries
            },
            .integer("dataBytes", "How much data it brings, a day where it is daily.") { $0.record.plan.data.bytes },
            .flag("isDaily", "Whether the data come back every day.") { $0.record.plan.data.isDaily },
            .integer("validityDays", "Counted from first use.") { Int64($0.record.plan.validityDays) },
            .object("prices", .prices, "What a buyer pays now.") { $0.prices },
            .text("state", .choice(PlanState.allCases.map(\.rawValue)), "Whether the shop wants it sold.") {
                $0.record.state.rawValue
            },
            .flag("isOnSale", "Whether buyers see it: wanted, there at the supplier, above cost.") { $0.isOnSale },
            .integer("marginPercent", .integer(-1_000_000...100), "The worse of both currencies.") {
                Int64($0.margin)
            },
            .list("planned", of: .planned, "Prices that begin later.") { $0.planned },
        ])
}

extension Shape where Value == Prices {
    static let prices = Shape(
        "Prices",
        [
            .integer("vnd", "In whole dong, tax included.") { $0.vnd },
            .integer("usdCents", "In cents, tax included.") { $0.usdCents },
        ])
}

extension Shape where Value == ScheduledPrice {
    static let planned = Shape(
        "PlannedPrice",
        [
            .text("startsAt", .moment, "When it begins.") { $0.startsAt.text },
            .object("prices", .prices, "The price from then on.") { $0.prices },
        ])
}
