// SPDX-License-Identifier: Apache-2.0

import Analytics
import Foundation
import Hummingbird
import Pages

extension Desk {
    /// How many came, from where, what they looked at, and how many bought; beside each number the one of the period before.
    func statisticsPage(_ model: StatisticsModel) -> Response {
        let address = path(.statistics)
        let periods = StatisticsPeriod.allCases.map { period in
            (title: say(period.name), path: period == .month ? address : "\(address)?days=\(period.days)")
        }
        let current = model.period == .month ? address : "\(address)?days=\(model.period.days)"
        let file = sheet.linkButton(
            say("console.statistics.file"), to: "\(address)/figures.csv?days=\(model.period.days)", icon: .download)
        return page(
            say("console.statistics.title"), in: .statistics,
            """
            \(sheet.heading(
                say("console.statistics.title"), lead: say("console.statistics.lead"),
                actions: model.isEmpty ? nil : file))
            \(sheet.tabs(say("console.statistics.period"), periods, current: current))
            \(model.isEmpty ? nothingYet(model) : figures(model))
            """)
    }

    private func nothingYet(_ model: StatisticsModel) -> HTML {
        sheet.emptyState(
            .gauge, title: say("console.statistics.none"),
            text: say(model.isCounting ? "console.statistics.none-hint" : "console.statistics.off-hint"),
            action: sheet.linkButton(
                say("console.statistics.see-shop"), to: sheet.path(.home), kind: .primary))
    }

    private func figures(_ model: StatisticsModel) -> HTML {
        func chart(_ title: Text, _ value: (Int) -> Int) -> HTML {
            sheet.barChart(
                say(title), bars: bars(of: model, value),
                empty: "<h2>\(say(title))</h2><p class=\"hint\">\(say("console.statistics.none-yet"))</p>")
        }
        let days = model.statistics.days.map(\.figures)
        return """
            <div class="figures">\(keyFigures(model))</div>
            <div class="console-wide">\(sheet.card(chart("console.statistics.visits-chart") { days[$0].visits }))</div>
            <div class="console-halves">\(sheet.card(chart("console.statistics.views") { days[$0].views }))\
            \(sheet.card(chart("console.statistics.paid") { model.paid.indices.contains($0) ? model.paid[$0] : 0 }))</div>
            <div class="console-wide">\(sheet.card(title: say("console.statistics.funnel"), funnel(model)))</div>
            <div class="console-cards figure-lists">\(StatisticsList.allCases.map { list($0, in: model) })</div>
            <p class="hint">\(say("console.statistics.note"))</p>
            """
    }

    /// One bar for a day, or for as many days as the period puts together; `value` is asked by the day's place.
    private func bars(of model: StatisticsModel, _ value: (Int) -> Int) -> [ChartBar] {
        let (days, width) = (model.statistics.days, model.period.daysOfBar)
        return stride(from: 0, to: days.count, by: width).map { start in
            let sum = (start..<min(start + width, days.count)).map(value).reduce(0, +)
            let begin = days[start].day.begin(in: sheet.site.timeZone)
            return ChartBar(sheet.day(begin), Double(sum), label: String(sum))
        }
    }

    private func keyFigures(_ model: StatisticsModel) -> HTML {
        let (sum, before) = (model.sum, model.before)
        return """
            \(figure("console.statistics.visits", String(sum.visits), change(sum.visits, before.visits)))\
            \(figure("console.statistics.views", String(sum.views), change(sum.views, before.views)))\
            \(figure(
                "console.statistics.mean", sum.meanSeconds.map { length(Int($0.rounded())) } ?? "–",
                change(Int(sum.meanSeconds ?? 0), Int(before.meanSeconds ?? 0))))\
            \(figure(
                "console.statistics.median", sum.medianSeconds.map(length) ?? "–",
                change(sum.medianSeconds ?? 0, before.medianSeconds ?? 0)))\
            \(figure("console.statistics.paid", String(model.paidCount), change(model.paidCount, model.paidBefore)))
            """
    }

    private func figure(_ name: Text, _ value: String, _ change: String) -> HTML {
        """
        <section class="card figure"><h2>\(say(name))</h2><p class="console-figure"><strong>\(value)</strong></p>\
        <p class="hint">\(change)</p></section>
        """
    }

    /// `12 % more than before`; words, since a colour would not tell whether more is good.
    private func change(_ now: Int, _ before: Int) -> String {
        guard before > 0 else { return say("console.statistics.no-before") }
        let percent = Int((Double(now - before) / Double(before) * 100).rounded())
        switch percent {
        case 0: return say("console.statistics.same")
        case 1...: return say("console.statistics.more", ["percent": String(percent)])
        default: return say("console.statistics.less", ["percent": String(-percent)])
        }
    }

    func length(_ seconds: Int) -> String {
        seconds < 60
            ? say("console.statistics.seconds", ["seconds": String(seconds)])
            : say("console.statistics.minutes", ["minutes": String(seconds / 60), "seconds": String(seconds % 60)])
    }
}
