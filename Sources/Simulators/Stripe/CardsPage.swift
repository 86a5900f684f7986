// SPDX-License-Identifier: Apache-2.0

/// The payments as the processor sees them, with what only the processor and the buyer's bank can do.
struct CardsPage {
    struct Row {
        let session: CheckoutSession
        let charge: Charge?
    }

    let rows: [Row]

    var answer: Answer { .page(layout("Card payments", body, navigation: true)) }

    private var body: Markup {
        """
        <main>
        <h1>Card payments</h1>
        \(rows.isEmpty ? "<p class=\"empty\">No payment page has been asked for. Buy something in the shop.</p>" : nil)
        <ul class="cards">\(rows.map(card))</ul>
        </main>
        """
    }

    private func card(_ row: Row) -> Markup {
        let session = row.session
        let number = String(session.id.suffix(8))
        let lines = session.lines.map { "\($0.name) × \($0.quantity)" }.joined(separator: ", ")
        return """
            <li class="card">
            <h2>\(Amount.text(session.total, session.currency)) <span class="state \(session.status.rawValue)">\
            \(words(session))</span></h2>
            <p>\(lines)</p>
            <dl class="facts">
            <dt>Session</dt><dd><code>\(session.id)</code></dd>
            <dt>The shop's reference</dt><dd><code>\(session.clientReferenceID ?? "none")</code></dd>
            <dt>E-mail given</dt><dd>\(session.payer?.email ?? session.customerEmail ?? "none")</dd>
            \(row.charge.map(facts))
            </dl>
            <div class="buttons">\(actions(session, row.charge, number))</div>
            </li>
            """
    }

    private func facts(_ charge: Charge) -> Markup {
        let refunded: Markup? =
            charge.amountRefunded > 0
            ? "<dt>Refunded</dt><dd>\(Amount.text(charge.amountRefunded, charge.currency))</dd>" : nil
        let failure: Markup? = charge.failure.map { "<dt>Refused</dt><dd>\($0.message)</dd>" }
        return "<dt>Charge</dt><dd><code>\(charge.id)</code></dd>\(failure)\(refunded)"
    }

    private func actions(_ session: CheckoutSession, _ charge: Charge?, _ number: String) -> [Markup] {
        switch (session.status, charge?.status) {
        case (.open, _):
            [
                "<a class=\"button\" href=\"/stripe/pay/\(session.id)\">Open the card page<span class=\"unseen\"> of \(number)</span></a>",
                button("Let it expire", to: "/control/stripe/expire/\(session.id)", about: number),
            ]
        case (.complete, .pending?):
            [
                button("The debit arrives", to: "/control/stripe/settle/\(session.id)", about: number),
                button(
                    "The debit fails", to: "/control/stripe/settle/\(session.id)", [("succeeded", "false")],
                    about: number),
            ]
        case (.complete, .succeeded?):
            [button("The buyer disputes it", to: "/control/stripe/dispute/\(charge?.id ?? "")", about: number)]
        case (.complete, .failed?), (.complete, nil), (.expired, _): []
        }
    }

    private func words(_ session: CheckoutSession) -> String {
        switch (session.status, session.paymentStatus) {
        case (.open, _): "waiting for the buyer"
        case (.expired, _): "expired"
        case (.complete, .paid): "paid"
        case (.complete, .unpaid): "done, money to come"
        case (.complete, .notRequired): "done, nothing to pay"
        }
    }
}
