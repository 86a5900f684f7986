// SPDX-License-Identifier: Apache-2.0

import Accounts
import Analytics
import Commerce
import Foundation
import HTTPTypes
import Values

/// Counted visits and paid orders, joined with nothing.
struct FiguresOfDays: Sendable {
    struct OneDay: Sendable {
        let day: Day
        let visits: Int
        let views: Int
        let paidOrders: Int
    }

    struct Total: Sendable {
        let measure: Measure
        let item: String
        let total: Int
    }

    let days: [OneDay]
    let totals: [Total]
}

extension Operation where Output == FiguresOfDays {
    static let readStatistics = Operation(
        id: "readStatistics", method: .get, path: "/statistics",
        summary: "What visitors who allow it looked at, and how many orders were paid, day by day.",
        scope: .readStatistics,
        parameters: [
            .query("days", .integer(1...366), "The last so many days, today among them; 30 when it is not said.")
        ],
        output: .figures, refusals: [.forbidden]
    ) { asked, services, client in
        let count = asked.integer("days") ?? 30
        guard case .statistics(let found) = try await services.analytics.show(days: count, as: client.caller),
            let first = found.days.first?.day,
            let paid = try await services.shop.workOnOrders.paid(
                from: first.begin(in: services.zone), days: count, as: client.caller)
        else { return .refused(.forbidden) }
        let days = zip(found.days, paid).map { entry, paid in
            FiguresOfDays.OneDay(
                day: entry.day, visits: entry.figures.visits, views: entry.figures.views, paidOrders: paid)
        }
        let totals = Measure.allCases.flatMap { measure in
            found.sum.ranked(measure).map { FiguresOfDays.Total(measure: measure, item: $0.item, total: $0.total) }
        }
        return .here(FiguresOfDays(days: days, totals: totals))
    }
}

extension Shape where Value == FiguresOfDays {
    static let figures = Shape(
        "Statistics",
        [
            .list("days", of: .oneDay, "Oldest first.") { $0.days },
            .list("totals", of: .total, "Of all days together; each stands alone.") { $0.totals },
        ])
}

extension Shape where Value == FiguresOfDays.OneDay {
    static let oneDay = Shape(
        "StatisticsDay",
        [
            .text("day", .day, "Where the shop is.") { day in
                Date(timeIntervalSince1970: Double(day.day.number) * 86_400).formatted(.iso8601.year().month().day())
            },
            .integer("visits", "Visits of those who allow counting.") { Int64($0.visits) },
            .integer("views", "Pages they opened.") { Int64($0.views) },
            .integer("paidOrders", "Orders placed that day and paid.") { Int64($0.paidOrders) },
        ])
}

extension Shape where Value == FiguresOfDays.Total {
    static let total = Shape(
        "StatisticsTotal",
        [
            .text("measure", .choice(Measure.allCases.map(\.rawValue)), "What is counted.") { $0.measure.rawValue },
            .text("item", "Of which: a page, a region; empty for all.") { $0.item },
            .integer("total", "How many.") { Int64($0.total) },
        ])
}
