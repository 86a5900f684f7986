// SPDX-License-Identifier: Apache-2.0

import Analytics
import Foundation
import Pages
import Values

/// The tables below the key figures.
enum StatisticsList: CaseIterable {
    case pages, referrers, regions, systems, browsers, screens

    var measure: Measure {
        switch self {
        case .pages: .views
        case .referrers: .referrer
        case .regions: .region
        case .systems: .system
        case .browsers: .browser
        case .screens: .screen
        }
    }

    var name: Text {
        switch self {
        case .pages: "console.statistics.pages"
        case .referrers: "console.statistics.referrers"
        case .regions: "console.statistics.regions"
        case .systems: "console.statistics.systems"
        case .browsers: "console.statistics.browsers"
        case .screens: "console.statistics.screens"
        }
    }
}

extension Desk {
    /// The ten with the most, and what share of all they are.
    func list(_ list: StatisticsList, in model: StatisticsModel) -> HTML {
        let ranked = model.sum.ranked(list.measure)
        let all = ranked.map(\.total).reduce(0, +)
        let most = Double(ranked.first?.total ?? 0)
        let rows = ranked.prefix(10).map { item, total -> [HTML] in
            [
                "<span>\(name(of: item, in: list))</span>\(sheet.shareBar(Double(total), of: most))",
                "<span><strong>\(total)</strong> <span class=\"hint\">\(share(total, of: all))</span></span>",
            ]
        }
        let columns = [Column(say(list.name)), Column(say("console.statistics.count"), isNumber: true)]
        let table = sheet.table(say(list.name), columns: columns, rows: rows, empty: "")
        return "<div data-figures=\"\(list.measure.rawValue)\">\(sheet.card(title: say(list.name), table))</div>"
    }

    /// From looking to paying. Paid orders come from the orders alone: whose visit it was, nobody can tell.
    func funnel(_ model: StatisticsModel) -> HTML {
        let sum = model.sum
        let steps = [
            ("console.statistics.funnel-visits", sum.visits),
            ("console.statistics.funnel-plan", sum.total(.reached, "/plans/:slug")),
            ("console.statistics.funnel-checkout", sum.total(.reached, "/checkout")),
            ("console.statistics.funnel-paid", model.paidCount),
        ]
        let most = max(steps.map(\.1).max() ?? 0, 1)
        let items = steps.map { key, count -> HTML in
            """
            <li><span>\(say(Text(key)))</span>\(sheet.shareBar(Double(count), of: Double(most)))\
            <strong class="number">\(count)</strong></li>
            """
        }
        return "<ol class=\"funnel\">\(items)</ol><p class=\"hint\">\(say("console.statistics.funnel-note"))</p>"
    }

    private func share(_ part: Int, of all: Int) -> String {
        all > 0 ? sheet.decimal(tenths: Int64((Double(part) / Double(all) * 1000).rounded())) + " %" : "–"
    }

    private func name(of item: String, in list: StatisticsList) -> String {
        switch list {
        case .pages: say(code: Self.pageKey(item) ?? item, under: "console.statistics.page.")
        case .referrers: item.isEmpty ? say("console.statistics.direct") : item
        case .regions: item.isEmpty ? say("console.statistics.nowhere") : region(item)
        case .systems: say(code: item, under: "console.statistics.system.")
        case .browsers: say(code: item, under: "console.statistics.browser.")
        case .screens: item.isEmpty ? say("console.statistics.nowhere") : item.replacing("x", with: " × ")
        }
    }

    /// `VN/Hanoi` as `Hanoi, Vietnam`.
    private func region(_ item: String) -> String {
        let parts = item.split(separator: "/", maxSplits: 1).map(String.init)
        let country = Locale(identifier: language.rawValue).localizedString(forRegionCode: parts[0]) ?? parts[0]
        return parts.count > 1 ? "\(parts[1]), \(country)" : country
    }

    /// The word for a page's template in the catalogue; nil for one that has none and is shown as it is.
    private static func pageKey(_ template: String) -> String? {
        switch template {
        case "/": "home"
        case "/plans": "plans"
        case "/plans/:slug": "plan"
        case "/cart": "cart"
        case "/checkout": "checkout"
        case "/orders": "find-order"
        case "/orders/:token": "order"
        case "/privacy": "policy"
        case "/my-data", "/my-data/:token": "my-data"
        case "/contact": "contact"
        case "/cookies": "cookies"
        default: nil
        }
    }
}
