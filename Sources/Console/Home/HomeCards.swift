// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Pages
import Policy
import Rights
import Values

/// What became of orders, what partners answered, and what is due.
extension Desk {
    /// From the order button to the payment, in a week. What happens before the button, orders do not know.
    func conversionCard(_ morning: Morning) -> HTML {
        let week = morning.sum(7)
        func count(_ states: [OrderState]) -> Int { states.map { week.states[$0, default: 0] }.reduce(0, +) }
        let paid = count(OrderState.allCases.filter(\.wasPaid))
        guard week.placed > 0 else {
            return sheet.card(
                title: say("console.home.conversion"), "<p class=\"hint\">\(say("console.home.no-orders"))</p>")
        }
        let share = String((paid * 100 + week.placed / 2) / week.placed)
        let lines: [(name: String, value: HTML)] = [
            (say("console.home.ended-unpaid"), "\(count([.expired, .cancelled]))"),
            (say("console.home.still-unpaid"), "\(count([.awaitingPayment]))"),
            (say("console.home.given-back"), "\(count([.refunding, .refunded]))"),
            (say("console.home.disputed"), "\(count([.frozen]))"),
        ]
        let progress = sheet.progress(paid, of: week.placed, label: say("console.home.paid-share", ["percent": share]))
        return sheet.card(title: say("console.home.conversion"), "\(progress)\(sheet.facts(lines))")
    }

    /// Whether those the shop depends on answer, and what the supplier said no to.
    func partnersCard(_ state: StateOfTheShop) -> HTML {
        let lines = policy.declarations.recipients.compactMap { partnerLine($0, state) }
        let problems = state.morning.supplyProblems.map { problem -> HTML in
            """
            <li><span>\(say(code: problem.code, under: "console.detail."))\
            <span class="hint">\(sheet.time(problem.lastAt))</span></span><span class="number">\(problem.count)</span></li>
            """
        }
        let quiet: HTML = "<p class=\"hint\">\(say("console.home.quiet"))</p>"
        let trouble: HTML = """
            <h3>\(say("console.home.supply-problems"))</h3><ul class="console-lines">\(problems)</ul>
            """
        return sheet.card(
            title: say("console.home.partners"),
            action: sheet.link(say("console.home.all-recipients"), to: path(.recipients)),
            """
            \(lines.isEmpty ? quiet : "<ul class=\"console-lines\">\(lines)</ul>")\(if: !problems.isEmpty, trouble)\(walletLines(state.wallets))
            """)
    }

    /// Our money at those who make the eSIMs, and for how long it lasts as sales go now.
    private func walletLines(_ wallets: [SupplierWallet]) -> HTML {
        guard !wallets.isEmpty else { return "" }
        let lines = wallets.map { wallet -> HTML in
            let days =
                switch wallet.daysLeft {
                case .none: say("console.home.wallet-unused")
                case .some(let days) where days > 365: say("console.home.wallet-year")
                case .some(let days): say("console.home.wallet-days", ["count": String(days)])
                }
            return """
                <li data-wallet="\(wallet.supplier.name):\(wallet.balance)"><span>\(name(of: wallet.supplier))\
                <span class="hint">\(sheet.time(wallet.askedAt))</span></span>\
                <span>\(sheet.price(wallet.money)) \(sheet.badge(days, wallet.lowSince == nil ? .good : .bad))</span></li>
                """
        }
        return "<h3>\(say("console.home.wallets"))</h3><ul class=\"console-lines\">\(lines)</ul>"
    }

    private func partnerLine(_ recipient: Recipient, _ state: StateOfTheShop) -> HTML? {
        let parts = state.traffic.filter { $0.recipient == recipient.id }
        let all = parts.map(\.count).reduce(0, +)
        guard all > 0 else { return nil }
        let failed = parts.filter { [.noAnswer, .notSent].contains($0.state) }.map(\.count).reduce(0, +)
        let words =
            failed == 0
            ? say("console.home.all-answered", ["count": String(all)])
            : say("console.home.some-failed", ["failed": String(failed), "count": String(all)])
        return """
            <li data-partner="\(recipient.id.name):\(failed)"><span>\(recipient.name)</span>\
            <span>\(sheet.badge(words, failed == 0 ? .good : .bad))</span></li>
            """
    }

    /// Clocks that run whether or not anybody looks.
    func dutiesCard(_ state: StateOfTheShop) -> HTML {
        let lines = [
            (name: say("console.home.disputes"), value: disputesDue(state.morning.disputes)),
            (name: say("console.home.requests"), value: requestsDue(state.requests)),
            (name: say("console.home.keys"), value: keysLine),
        ]
        return """
            <section class="console-wide">\(sheet.card(title: say("console.home.duties"), sheet.facts(lines)))</section>
            """
    }

    /// Who has to be answered, by when, and what money is away meanwhile.
    private func disputesDue(_ disputes: [OpenDispute]) -> HTML {
        guard !disputes.isEmpty else { return sheet.badge(say("console.home.disputes-none"), .good) }
        let waiting = disputes.filter(\.state.canBeAnswered)
        let due = waiting.compactMap(\.dueAt).min()
        let withheld = Currency.allCases.compactMap { currency -> String? in
            let amounts = disputes.compactMap(\.withheld).filter { $0.currency == currency }
            return amounts.isEmpty ? nil : sheet.price(amounts.reduce(.zero(currency), +))
        }
        let count = say("console.home.disputes-open", ["count": String(disputes.count)])
        let isLate = due.map { $0 - now < .days(2) } ?? false
        return """
            <span data-disputes="\(disputes.count)">\(sheet.badge(count, isLate ? .bad : .waiting))</span> \
            \(due.map { "\(say("console.home.first-due")) \(sheet.date($0))" as HTML }) \
            \(withheld.isEmpty ? nil : "<span class=\"hint\">\(say("console.home.withheld", ["amount": withheld.joined(separator: " + ")]))</span>" as HTML?)
            """
    }

    private func requestsDue(_ due: RequestsDue) -> HTML {
        guard let first = due.firstDueAt else { return sheet.badge(say("console.home.requests-none"), .good) }
        let badge = sheet.badge(
            say("console.home.requests-due", ["count": String(due.count)]), first < now ? .bad : .waiting)
        return "\(badge) \(say("console.home.first-due")) \(sheet.date(first))"
    }

    private var keysLine: HTML {
        let promised = policy.declarations.keyBackupDays
        guard let moved = services.keysMovedAt() else { return sheet.badge(say("console.home.keys-unknown"), .bad) }
        let badge = sheet.badge(say("console.home.keys-moved"), now - moved > .days(promised) ? .bad : .good)
        return """
            \(badge) <span class="hint">\(sheet.date(moved)). \(say("console.home.keys-promise", ["days": String(promised)]))</span>
            """
    }
}
