// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension Desk {
    /// One amount, everything there is to decide by, and the decisions.
    func amountPage(
        _ view: MoneyOnList, form: Form = Form(), opened: OpenedMoney? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let money = view.money
        let isOpen = money.open.minorUnits > 0
        return page(
            say("console.money.title"), in: .money, status: status,
            """
            \(sheet.backLink(say("console.money.title"), to: path(.money)))
            <div class="console-order-head"><h1>\(sheet.price(money.amount))</h1>\(state(of: view))</div>
            <p class="lead">\(name(of: money.source)) · \(sheet.time(money.receivedAt))</p>
            \(isOpen ? sheet.banner(
                .notice, title: say("console.money.open", ["amount": sheet.price(money.open)]),
                text: "\(say(words(for: money.reason)))") : nil)
            <div class="console-order">
            <div class="console-column">
            \(isOpen ? assignCard(view, form: form) : nil)
            \(decisions(view, form: form))
            </div>
            <div class="console-column">
            \(payerCard(money, form: form, opened: opened))
            \(sheet.card(title: say("console.money.history"), sheet.timeline(history(of: view))))
            </div></div>
            """)
    }

    private func state(of view: MoneyOnList) -> HTML {
        if view.money.open.minorUnits > 0 { return sheet.badge(say("console.money.state-open"), .waiting) }
        let isReturning = view.uses.contains { $0.kind == .returning }
        return isReturning
            ? sheet.badge(say("console.money.state-returning"), .waiting)
            : sheet.badge(say("console.money.state-done"), .good)
    }

    /// Orders it may be for, each with what speaks for it, and a field for any other.
    private func assignCard(_ view: MoneyOnList, form: Form) -> HTML {
        let place = path("/money/\(view.money.id)/assignment")
        let candidates = view.candidates.map { candidate -> HTML in
            let reasons = candidate.reasons.map { say(Text("console.candidate.\($0.rawValue)")) }
            let number = candidate.order.number.text
            let choose = say("console.money.assign-this", ["number": number])
            return """
                <li data-candidate="\(number)"><div><p>\(sheet.link(number, to: path("/orders/\(candidate.order.id)"))) · \
                \(say("console.candidate.due", ["amount": sheet.price(candidate.due)])) \(badge(of: candidate.order.state))</p>\
                <p class="hint">\(reasons.joined(separator: " · "))</p></div>\
                \(sheet.form(place, "<input type=\"hidden\" name=\"number\" value=\"\(number)\">\(sheet.button(choose, kind: .secondary))"))</li>
                """
        }
        let list: HTML =
            candidates.isEmpty
            ? "<p class=\"hint\">\(say("console.candidate.none"))</p>"
            : "<ul class=\"console-stuck\">\(candidates)</ul>"
        return sheet.card(
            title: say("console.money.assign-title"),
            """
            \(list)\(sheet.form(place, showing: form, """
                \(sheet.field(Field("number", say("console.money.number"), hint: say("console.money.number-hint"), limit: 40), in: form))\
                \(sheet.button(say("console.money.assign"), icon: .check))
                """))
            """)
    }

    private func decisions(_ view: MoneyOnList, form: Form) -> HTML {
        let place = "/money/\(view.money.id)"
        var found: [HTML] = []
        if view.uses.contains(where: { $0.kind == .returning && $0.payment != nil && !view.canGoBackByItself }) {
            found.append(
                decision(
                    "confirm-return", isOpen: true,
                    sheet.form(
                        path(place + "/return-confirmation"),
                        sheet.button(say("console.money.confirm-return-do"), kind: .primary, icon: .check))))
        }
        if view.money.open.minorUnits > 0 {
            let way = view.canGoBackByItself ? "return" : "return-by-hand"
            found.append(
                decision(
                    way, isOpen: false,
                    sheet.form(
                        path(place + "/return"), sheet.button(say(Text("console.money.\(way)-do")), kind: .danger))))
        }
        if view.money.open.minorUnits > 0, member.role == .owner {
            let reasons = WriteOffReason.allCases.map {
                (value: $0.rawValue, label: say(Text("console.write-off.\($0.rawValue)")))
            }
            found.append(
                decision(
                    "write-off", isOpen: false,
                    sheet.form(
                        path(place + "/write-off"), showing: form,
                        """
                        \(sheet.select(Field("reason", say("console.action.reason")), options: reasons, in: form))\
                        \(sheet.button(say("console.money.write-off-do"), kind: .danger))
                        """)))
        }
        guard !found.isEmpty else { return "" }
        return sheet.card(title: say("console.money.otherwise"), "\(found)")
    }

    private func decision(_ name: String, isOpen: Bool, _ form: HTML) -> HTML {
        sheet.disclosure(
            say(Text("console.money.\(name)-title")), "<p>\(say(Text("console.money.\(name)-text")))</p>\(form)",
            isOpen: isOpen)
    }

    /// The payer's words, masked until somebody says what for.
    private func payerCard(_ money: IncomingMoney, form: Form, opened: OpenedMoney?) -> HTML {
        guard money.content != nil || money.payer != nil, money.person != nil else { return "" }
        if let opened {
            var lines: [(name: String, value: HTML)] = []
            if let content = opened.content {
                lines.append((say("console.money.content"), "<span translate=\"no\">\(content)</span>"))
            }
            if let payer = opened.payer {
                lines.append((say("console.money.payer"), "<span translate=\"no\">\(payer)</span>"))
            }
            return sheet.card(
                title: say("console.money.text-title"),
                "\(sheet.facts(lines))<p class=\"hint\">\(say("console.buyer.opened-hint"))</p>")
        }
        let purposes = policy.declarations.purposes.filter {
            policy.roles(mayOpen: .bankTransfer, for: $0.id).contains(member.role)
        }.map { Choice($0.id.rawValue, $0.name[language], detail: $0.words[language]) }
        return sheet.card(
            title: say("console.money.text-title"),
            """
            <p>\(sheet.personChip("", opening: nil))</p>\(sheet.disclosure(
                say("console.money.open-text"),
                sheet.form(path("/money/\(money.id)/openings"), showing: form, """
                    \(sheet.radioCards("purpose", legend: say("console.buyer.why"), choices: purposes, in: form))\
                    <p class="reason">\(sheet.icon(.shield, size: .small))<span>\(say("console.buyer.recorded"))</span></p>\
                    \(sheet.button(say("console.money.open-do"), icon: .eye))
                    """), isOpen: form.problem(with: "purpose") != nil))
            """)
    }

    private func history(of view: MoneyOnList) -> [TimelineEntry] {
        let came = TimelineEntry(
            at: view.money.receivedAt, say("console.use.came"), detail: "\(sheet.price(view.money.amount))",
            tone: .notable)
        return [came]
            + view.uses.map { use in
                let amount = sheet.price(Money(minorUnits: use.amount, currency: view.money.amount.currency))
                return TimelineEntry(
                    at: use.at, say(Text("console.use.\(use.kind.rawValue)")),
                    detail:
                        "\(amount) · \(say(code: use.actor.rawValue, under: "console.actor."))\(detail(use.detail))",
                    tone: use.kind == .order ? .good : .neutral)
            }
    }
}
