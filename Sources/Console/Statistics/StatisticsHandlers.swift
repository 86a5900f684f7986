// SPDX-License-Identifier: Apache-2.0

import Analytics
import Commerce
import Hummingbird
import Pages
import Values

extension ConsoleRoutes {
    @Sendable func statisticsPage(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.statisticsPage(try await StatisticsModel(desk, period: Self.period(of: request)))
    }

    /// The same numbers as a file.
    @Sendable func figuresFile(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let model = try await StatisticsModel(desk, period: Self.period(of: request))
        return .file(
            FiguresFile(model).text, named: "statistics-\(model.period.days)-days.csv", as: "text/csv; charset=utf-8")
    }

    private static func period(of request: Request) -> StatisticsPeriod {
        request.uri.queryParameters["days"].flatMap { Int($0) }.flatMap(StatisticsPeriod.init) ?? .month
    }
}

/// What the page of figures shows: counted visits, and beside them, from the orders and joined with nothing, paid orders.
struct StatisticsModel {
    let period: StatisticsPeriod
    let statistics: Statistics
    /// Paid orders, one number for each day of the period.
    let paid: [Int]
    let paidBefore: Int
    /// What banks took back or asked about, for each day of the period.
    let disputes: [DisputedMoney]
    /// Whether the policy lets visits be counted at all.
    let isCounting: Bool

    init(_ desk: Desk, period: StatisticsPeriod) async throws {
        guard case .statistics(let found) = try await desk.services.analytics.show(days: period.days, as: desk.caller)
        else { throw PageProblem(.forbidden) }
        let zone = desk.sheet.site.timeZone
        let first = found.days.first?.day ?? Day(of: desk.now, in: zone)
        let begin = (first + -period.days).begin(in: zone)
        let work = desk.services.shop.workOnOrders
        let paid = try await work.paid(from: begin, days: 2 * period.days, as: desk.caller) ?? []
        disputes =
            try await work.disputed(from: begin, days: 2 * period.days, as: desk.caller)?
            .suffix(period.days) ?? []
        self.period = period
        statistics = found
        self.paid = Array(paid.suffix(period.days))
        paidBefore = paid.prefix(period.days).reduce(0, +)
        isCounting = desk.services.analytics.counter != nil
    }

    var sum: Figures { statistics.sum }
    var before: Figures { statistics.before }
    var paidCount: Int { paid.reduce(0, +) }
    var isEmpty: Bool { sum.visits == 0 && before.visits == 0 }
}
