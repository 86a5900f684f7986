// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Pages
import Policy
import Values

/// What was sold, against the weeks before.
extension Desk {
    func salesSection(_ morning: Morning) -> HTML {
        guard let today = morning.days.last else { return "" }
        let (week, before, yesterday) = (morning.sum(7), morning.sum(7, before: 7), morning.sum(1))
        // The same weekday of the weeks before.
        let earlier = stride(from: 7, through: 21, by: 7).map { morning.sum(1, before: $0).sold }
        let usual = Double(earlier.reduce(0, +)) / Double(max(earlier.count, 1))
        return """
            <section class="console-wide console-sales"><header class="section-header"><h2>\(say("console.home.sales"))</h2>\
            \(sheet.link(say("console.home.all-orders"), to: path(.orders)))</header>
            <div class="console-tiles">
            \(tile("today", today, note: say("console.home.so-far", ["time": sheet.clockTime(now)])))
            \(tile("yesterday", yesterday, note: compared(Double(yesterday.sold), with: usual, "usual")))
            \(tile("week", week, note: compared(Double(week.sold), with: Double(before.sold), "week-before")))
            </div>\(chart(morning))</section>
            """
    }

    private func tile(_ name: String, _ day: Morning.Day, note: String) -> HTML {
        """
        <div class="console-tile" data-sold="\(name):\(day.sold)"><h3>\(say("console.home.\(name)", [:]))</h3>\
        <p class="console-figure">\(day.sold) <span class="hint">\(say("console.home.sold", ["count": String(day.sold)]))</span></p>\
        <p class="console-money">\(money(of: day) ?? "–")</p><p class="hint">\(note)</p></div>
        """
    }

    private func money(of day: Morning.Day) -> String? {
        let money = day.money.map { sheet.price($0) }
        return money.isEmpty ? nil : money.joined(separator: " + ")
    }

    /// In words, with the figure compared with: a percentage of two orders is no news.
    private func compared(_ value: Double, with other: Double, _ key: String) -> String {
        let word = value > other ? "more" : value < other ? "fewer" : "same"
        return say("console.home.\(key).\(word)", ["count": sheet.decimal(tenths: Int64((other * 10).rounded()))])
    }

    private func chart(_ morning: Morning) -> HTML {
        let bars = morning.days.dropLast().map { day in
            ChartBar(
                sheet.day(day.start), Double(day.sold),
                label: ["\(day.sold)", money(of: day)].compactMap { $0 }.joined(separator: " · "))
        }
        return sheet.barChart(
            say("console.home.chart"), bars: bars, empty: "<p class=\"hint\">\(say("console.home.no-sales"))</p>")
    }
}
