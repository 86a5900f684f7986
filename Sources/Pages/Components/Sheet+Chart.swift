// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One bar of a chart: a name, a value and the value as it is written.
package struct ChartBar: Sendable {
    package let name: String
    package let value: Double
    package let label: String

    package init(_ name: String, _ value: Double, label: String) {
        self.name = name
        self.value = value
        self.label = label
    }
}

extension Sheet {
    /// Bars over time, drawn on the server, with the same numbers as a table behind them.
    package func barChart(_ title: String, bars: [ChartBar], empty: @autoclosure () -> HTML) -> HTML {
        guard let most = bars.max(by: { $0.value < $1.value }), most.value > 0 else { return empty() }
        let top = most.value
        let step = 600 / Double(bars.count)
        let drawn = bars.enumerated().map { index, bar -> HTML in
            let height = max(bar.value / top * 150, bar.value > 0 ? 2 : 0)
            let (x, y) = (Double(index) * step + step * 0.14, 160 - height)
            let place = String(
                format: "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x, y, step * 0.72, height)
            return
                "<rect class=\"chart-bar\" \(HTML(raw: place)) rx=\"3\"><title>\(bar.name): \(bar.label)</title></rect>"
        }
        let rows = bars.map {
            "<tr><th scope=\"row\">\($0.name)</th><td class=\"number\">\($0.label)</td></tr>" as HTML
        }
        return """
            <figure class="chart"><figcaption><span>\(title)</span> \
            <span class="hint">\(text("components.chart.most", ["name": most.name, "value": most.label]))</span></figcaption>\
            <svg viewBox="0 0 600 162" role="img" aria-label="\(title)" preserveAspectRatio="none">\
            <path class="chart-grid" d="M0 10.5h600M0 60.5h600M0 110.5h600"/><path class="chart-line" d="M0 160.5h600"/>\(drawn)</svg>\
            <div class="chart-ends" aria-hidden="true"><span>\(bars.first?.name)</span><span>\(bars.last?.name)</span></div>\
            \(disclosure(text("components.chart.numbers"), "<table class=\"chart-table\"><tbody>\(rows)</tbody></table>"))</figure>
            """
    }

    /// A part of a whole as a bar, for beside its number, which says the same.
    package func shareBar(_ part: Double, of whole: Double) -> HTML {
        let width = whole > 0 ? min(max(part / whole, 0), 1) * 100 : 0
        let rect = HTML(raw: String(format: "<rect class=\"chart-bar\" width=\"%.1f\" height=\"4\"/>", width))
        return """
            <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">\(rect)</svg>
            """
    }
}
