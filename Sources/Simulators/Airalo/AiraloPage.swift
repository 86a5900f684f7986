// SPDX-License-Identifier: Apache-2.0

import Values

/// Airalo's orders, and a phone for each eSIM.
struct AiraloPage {
    struct Row {
        let order: AiraloOrder
        let sims: [AiraloSim]
    }

    let cents: Int64
    let webhooks: [String: String]
    let rows: [Row]

    var answer: Answer { .page(layout("Airalo", body, navigation: true)) }

    private var body: Markup {
        let addresses = Set(webhooks.values).sorted().joined(separator: ", ")
        return """
            <main>
            <h1>Airalo, the second supplier</h1>
            <dl class="facts"><dt>The shop's balance</dt><dd>\(Amount.text(cents, "usd"))</dd>
            <dt>Tells the shop at</dt><dd><code>\(addresses.isEmpty ? "nowhere yet" : addresses)</code></dd></dl>
            <div class="buttons">\(button("Leave 10 dollars", to: "/control/airalo/balance", [("cents", "1000")]))\
            \(button("Pay in 500 dollars", to: "/control/airalo/balance", [("cents", "50000")]))\
            \(button("Make its tokens worthless", to: "/control/airalo/revoke-tokens"))</div>
            \(rows.isEmpty ? "<p class=\"empty\">No order yet. The shop orders here what the first supplier did not take.</p>" : nil)
            <ul class="cards">\(rows.map(card))</ul>
            </main>
            """
    }

    private func card(_ row: Row) -> Markup {
        let order = row.order
        let state = order.hasFailed ? "failed" : order.ready == nil ? "handed out" : "in the queue"
        return """
            <li class="card"><h2>\(order.package.id) × \(String(order.quantity)) <span class="state">\(state)</span></h2>
            <dl class="facts"><dt>Order</dt><dd><code>\(order.code)</code></dd>
            <dt>The shop's reference</dt><dd><code>\(order.description)</code></dd></dl>
            \(order.package.isTopUp ? [] : row.sims.map(phone))</li>
            """
    }

    private func phone(_ sim: AiraloSim) -> Markup {
        let percent = sim.usedMegabytes * 100 / max(sim.totalMegabytes, 1)
        let end = sim.expires.map { ", ends \($0.readable)" } ?? ""
        return """
            <section class="phone" aria-label="eSIM \(sim.iccid)">
            <h3>eSIM <code>\(sim.iccid)</code></h3>
            <p>\(words(sim)). \(Amount.grouped(sim.usedMegabytes)) of \(Amount.grouped(sim.totalMegabytes)) MB used\(end).</p>
            <label class="unseen" for="used-\(sim.iccid)">Data used of \(sim.iccid)</label>
            <progress id="used-\(sim.iccid)" max="100" value="\(String(percent))">\(String(percent)) %</progress>
            <div class="buttons">\(actions(sim))</div>
            </section>
            """
    }

    private func actions(_ sim: AiraloSim) -> [Markup] {
        func act(_ label: String, _ action: String, _ more: [(String, String)] = []) -> Markup {
            button(label, to: "/control/airalo/\(action)", [("iccid", sim.iccid)] + more, about: sim.iccid)
        }
        switch sim.status {
        case .notActive: return [act("Install on a phone", "install"), act("Let it expire", "expire")]
        case .active:
            return [
                act("Use 50 % of the data", "use-data", [("percent", "50")]),
                act("Use it up", "use-data", [("percent", "100")]), act("One day left", "warn"),
                act("Let it expire", "expire"),
            ]
        case .finished: return [act("Let it expire", "expire")]
        case .expired, .unknown: return []
        }
    }

    private func words(_ sim: AiraloSim) -> String {
        let refund = sim.refundAsked ? ", its price asked back" : ""
        return switch sim.status {
        case .notActive: "Waiting to be installed" + refund
        case .active: "Installed and in use"
        case .finished: "All data used"
        case .expired: "Time over"
        case .unknown: "Nobody knows"
        }
    }
}
