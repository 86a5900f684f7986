// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Values

extension Desk {
    /// What waits, where all the money is, and the way statements come in.
    func moneyPage(_ form: Form, imported: ImportStatement.Result? = nil) async throws -> Response {
        guard case .money(let waiting, let totals) = try await services.shop.workOnMoney.list(as: caller) else {
            throw PageProblem(.forbidden)
        }
        return page(
            say("console.money.title"), in: .money, status: form.isValid ? .ok : .unprocessableContent,
            """
            \(sheet.heading(say("console.money.title"), lead: say("console.money.lead")))
            \(imported.map(importBanner))
            \(sheet.table(say("console.money.title"), columns: columns, rows: waiting.map(row), empty: sheet.emptyState(
                .checkCircle, title: say("console.money.none"), text: say("console.money.none-hint"))))
            <div class="console-order"><div class="console-column">\(totalsCard(totals))</div>
            <div class="console-column">\(statementCard(form))</div></div>
            """)
    }

    private var columns: [Column] {
        [
            Column(say("console.money.amount")), Column(say("console.money.why")), Column(say("console.money.source")),
            Column(say("console.money.received")),
        ]
    }

    private func row(_ money: IncomingMoney) -> [HTML] {
        let why: HTML =
            money.open.minorUnits > 0
            ? "<span>\(say(words(for: money.reason)))</span>" : "<span>\(say("console.money.to-return"))</span>"
        let open: HTML =
            money.open != money.amount && money.open.minorUnits > 0
            ? " <span class=\"hint\">\(say("console.money.of", ["amount": sheet.price(money.amount)]))</span>" : ""
        let shown = money.open.minorUnits > 0 ? money.open : money.amount
        return [
            "<span data-money=\"\(money.id.description)\">\(sheet.link(sheet.price(shown), to: path("/money/\(money.id)")))\(open)</span>",
            why, "\(name(of: money.source))", "\(sheet.time(money.receivedAt))",
        ]
    }

    func words(for reason: UnmatchedReason?) -> Text { Text("console.unmatched.\((reason ?? .released).rawValue)") }

    /// In = paid orders + on the list + back + lost + written off: the line under it says whether it adds up.
    private func totalsCard(_ totals: [MoneyTotals]) -> HTML {
        let parts = totals.map { total -> HTML in
            func price(_ units: Int64) -> HTML { "\(sheet.price(Money(minorUnits: units, currency: total.currency)))" }
            let kinds: [MoneyUse.Kind] = [.order, .returning, .returned, .lost, .writtenOff]
            var lines: [(name: String, value: HTML)] = [
                (say("console.totals.incoming"), "<strong>\(price(total.incoming))</strong>")
            ]
            lines += kinds.filter { $0 == .order || total.uses[$0, default: 0] > 0 }.map { kind in
                (say(Text("console.totals.\(kind.rawValue)")), price(total.uses[kind, default: 0]))
            }
            lines.append((say("console.totals.open"), price(total.open)))
            let verdict = total.isBalanced ? say("console.totals.balanced") : say("console.totals.unbalanced")
            return """
                <div data-balanced="\(total.isBalanced ? "yes" : "no")">\(sheet.facts(lines))\
                <p>\(sheet.badge(verdict, total.isBalanced ? .good : .bad))</p></div>
                """
        }
        let empty: HTML = "<p class=\"hint\">\(say("console.totals.none"))</p>"
        return sheet.card(title: say("console.totals.title"), parts.isEmpty ? empty : "\(parts)")
    }

    private func statementCard(_ form: Form) -> HTML {
        sheet.card(
            title: say("console.statement.title"),
            """
            <p>\(say("console.statement.text"))</p>
            \(sheet.form(path("/money/statements"), showing: form, """
                \(sheet.textArea(
                    Field(
                        "statement", say("console.statement.label"), hint: say("console.statement.hint"), limit: 60_000),
                    rows: 8, in: form))
                \(sheet.button(say("console.statement.do"), icon: .document))
                """))
            """)
    }

    private func importBanner(_ result: ImportStatement.Result) -> HTML {
        let words = say(
            "console.statement.done",
            [
                "paid": String(result.paid), "short": String(result.short), "unmatched": String(result.unmatched),
                "known": String(result.known),
            ])
        return sheet.banner(.success, title: say("console.statement.done-title"), text: "\(words)")
    }
}
