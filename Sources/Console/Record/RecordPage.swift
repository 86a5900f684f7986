// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Hummingbird
import Pages
import Policy

extension Desk {
    /// The newest of what is kept as proof, and whether it still fits together.
    func recordPage(
        _ entries: [AuditRecord], reports: [AuditReport] = [], orders: ExamineOrders.Report? = nil
    ) -> Response {
        let verify = sheet.form(
            path("/record/verification"), sheet.button(say("console.record.verify"), kind: .secondary, icon: .shield))
        let columns = [
            Column(say("console.record.number")), Column(say("console.record.what")),
            Column(say("console.record.details")), Column(say("console.record.when")),
        ]
        return page(
            say("console.record.title"), in: .record,
            """
            \(sheet.heading(say("console.record.title"), lead: say("console.record.lead"), actions: verify))
            \(if: !reports.isEmpty, "<div class=\"console-reports\" role=\"status\">\(reports.map(banner))\(orders.map(banner))</div>")
            \(sheet.table(
                say("console.record.title"), columns: columns, rows: entries.map(row),
                empty: sheet.emptyState(
                    .shield, title: say("console.record.none"), text: say("console.record.none-hint"))))
            """)
    }

    private func banner(_ orders: ExamineOrders.Report) -> HTML {
        guard orders.changed.isEmpty else {
            return sheet.banner(
                .problem, title: say("console.record.orders-changed", ["count": String(orders.changed.count)]),
                text: "\(orders.named). \(say("console.record.broken-hint"))")
        }
        return sheet.banner(
            .success, title: say("console.record.orders-intact", ["count": String(orders.count)]),
            text: "\(say("console.record.orders-intact-hint"))")
    }

    private func banner(_ report: AuditReport) -> HTML {
        let log = say(code: report.log.rawValue, under: "console.log.")
        if let finding = report.finding {
            return sheet.banner(
                .problem, title: say("console.record.broken", ["log": log]),
                text: "<span lang=\"en\">\(finding.description)</span>. \(say("console.record.broken-hint"))")
        }
        let words: KeyValuePairs = ["log": log, "count": String(report.size), "signed": String(report.signedSize)]
        let signed =
            report.signedSize == report.size
            ? say("console.record.all-signed") : say("console.record.intact-hint", words)
        return sheet.banner(.success, title: say("console.record.intact", words), text: "\(signed)")
    }

    private func row(_ entry: AuditRecord) -> [HTML] {
        let statement = entry.statement
        let parts = [
            statement?.recipient.map { name(of: RecipientID($0)) },
            statement?.purpose.flatMap(Purpose.init(rawValue:)).map(name),
            names(of: Set((statement?.categories ?? []).compactMap(Category.init(rawValue:)))),
            statement?.outcome.map { say(code: $0, under: "console.detail.") },
        ].compactMap { $0 }.filter { !$0.isEmpty }
        return [
            "\(entry.position.map { String($0) })",
            "<span>\(say(code: statement?.type.rawValue ?? "?", under: "console.event."))</span>",
            "<span>\(parts.isEmpty ? "–" : parts.joined(separator: " · "))</span>",
            "<span>\(sheet.time(entry.recordedAt))</span>",
        ]
    }
}
