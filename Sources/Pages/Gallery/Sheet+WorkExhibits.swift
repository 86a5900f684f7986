// SPDX-License-Identifier: Apache-2.0

import Values

extension Sheet {
    func workExhibits(at now: Instant) -> [Exhibit] {
        tableExhibits(at: now) + progressExhibits(at: now) + proofExhibits(at: now)
    }

    private var nothing: HTML { emptyState(.list, title: text("gallery.nothing"), text: sampleText) }

    private func tableExhibits(at now: Instant) -> [Exhibit] {
        let amount = price(Money(minorUnits: 239_000, currency: .vnd))
        let columns = [
            Column(text("gallery.order"), sortPath: "#sorted", order: .descending), Column(text("gallery.where")),
            Column(text("gallery.state.title")), Column(text("gallery.total"), isNumber: true),
        ]
        let row: [HTML] = [
            link("VC-2048", to: "#order"), "\(sampleName)", badge(text("gallery.state.good"), .good), "\(amount)",
        ]
        let lines: [(name: String, value: HTML)] = [
            (text("gallery.total"), "\(amount)"),
            ("US$", "\(price(Money(minorUnits: 990, currency: .usd)))"),
            (text("gallery.when"), time(now)),
            (text("gallery.data"), "\(dataSize(bytes: 2_430_000_000))"),
            (text("gallery.length"), "\(days(30))"),
        ]
        return [
            Exhibit(
                "Table", fullest: table(text("gallery.orders"), columns: columns, rows: [row, row], empty: nothing),
                emptiest: table(text("gallery.orders"), columns: columns, rows: [], empty: nothing)),
            Exhibit(
                "Card",
                fullest: card(
                    title: sampleName, action: badge(text("gallery.state.waiting"), .waiting), "<p>\(sampleText)</p>"),
                emptiest: card("<p>\(sampleText)</p>")),
            Exhibit(
                "Facts", fullest: facts(lines),
                emptiest: facts([(name: text("gallery.when"), value: date(now))])),
        ]
    }

    private func progressExhibits(at now: Instant) -> [Exhibit] {
        let entries = [
            TimelineEntry(at: now - .hours(2), text("gallery.choose")),
            TimelineEntry(at: now - .hours(1), text("gallery.pay"), detail: "\(sampleText)", tone: .notable),
            TimelineEntry(at: now, text("gallery.state.bad"), tone: .bad),
            TimelineEntry(at: nil, text("gallery.install"), tone: .neutral),
        ]
        let sales: [Int] = [7, 3, 10, 6, 2, 9, 5, 1, 8, 4, 0, 7, 3, 10]
        let bars = sales.enumerated().map { day, count in
            ChartBar(String(day + 1), Double(count), label: String(count))
        }
        return [
            Exhibit("Timeline", fullest: timeline(entries), emptiest: timeline([entries[0]])),
            Exhibit(
                "Progress", fullest: progress(3, of: 4, label: text("gallery.install")),
                emptiest: progress(0, of: 0, label: text("gallery.choose"))),
            Exhibit(
                "Usage ring",
                fullest: usageRing(remaining: 0.64, amount: dataSize(bytes: 6_400_000_000), caption: days(21)),
                emptiest: usageRing(remaining: 0, amount: dataSize(bytes: 0), caption: days(0))),
            Exhibit(
                "Chart", fullest: barChart(text("gallery.orders"), bars: bars, empty: nothing),
                emptiest: barChart(text("gallery.orders"), bars: [], empty: nothing)),
        ]
    }

    private func proofExhibits(at now: Instant) -> [Exhibit] {
        let lines: [DiffLine] = [
            .same(sampleText), .changed(before: days(90), after: days(30)), .added(sampleName),
            .removed(text("gallery.note")),
        ]
        let digest = "qZ7cX1m0tW9yq3b8Yk2u5nB4o6P0rT1sV8wD3eF7gHs="
        return [
            Exhibit(
                "Difference", fullest: diff(before: "2026-03", after: "2026-11", lines: lines),
                emptiest: diff(before: "2026-03", after: "2026-11", lines: [])),
            Exhibit(
                "Receipt",
                fullest: receiptCard(
                    title: text("gallery.receipt"), facts: [(name: text("gallery.when"), value: time(now))],
                    digest: digest, action: linkButton(text("gallery.more"), to: "#download", icon: .download)),
                emptiest: receiptCard(title: text("gallery.receipt"), facts: [], digest: digest)),
        ]
    }
}
