// SPDX-License-Identifier: Apache-2.0

import Values

/// The supplier's orders, and a phone for each eSIM.
struct SupplierPage {
    struct Row {
        let order: ESIMOrder
        let profiles: [ESIMProfile]
    }

    let balance: Int64
    let webhook: String?
    let rows: [Row]

    var answer: Answer { .page(layout("eSIM supplier", body, navigation: true)) }

    private var body: Markup {
        """
        <main>
        <h1>eSIM supplier</h1>
        <dl class="facts"><dt>The shop's balance</dt><dd>\(Amount.text(balance / 100, "usd"))</dd>
        <dt>Tells the shop at</dt><dd><code>\(webhook ?? "nowhere yet")</code></dd></dl>
        \(rows.isEmpty ? "<p class=\"empty\">No order yet. When a buyer has paid, the shop orders here.</p>" : nil)
        <ul class="cards">\(rows.map(card))</ul>
        </main>
        """
    }

    private func card(_ row: Row) -> Markup {
        let names = row.order.items.map { "\($0.package.name) × \($0.count)" }.joined(separator: ", ")
        let state = row.order.ready == nil ? "handed out" : "waiting for profiles"
        return """
            <li class="card"><h2>\(names) <span class="state">\(state)</span></h2>
            <dl class="facts"><dt>Order</dt><dd><code>\(row.order.number)</code></dd>
            <dt>The shop's reference</dt><dd><code>\(row.order.transaction)</code></dd></dl>
            \(row.profiles.map(phone))</li>
            """
    }

    private func phone(_ profile: ESIMProfile) -> Markup {
        let percent = profile.totalVolume == 0 ? 0 : profile.used * 100 / profile.totalVolume
        return """
            <section class="phone" aria-label="eSIM \(profile.iccid)">
            <h3>eSIM <code>\(profile.iccid)</code></h3>
            <p>\(words(profile)). \(megabytes(profile.used)) of \(megabytes(profile.totalVolume)) MB used, ends \
            \(profile.expires.readable).</p>
            <label class="unseen" for="used-\(profile.number)">Data used of \(profile.iccid)</label>
            <progress id="used-\(profile.number)" max="100" value="\(percent)">\(percent) %</progress>
            <div class="buttons">\(actions(profile))</div>
            </section>
            """
    }

    private func actions(_ profile: ESIMProfile) -> [Markup] {
        let which = [("esimTranNo", profile.number)]
        func act(_ label: String, _ action: String, _ more: [(String, String)] = []) -> Markup {
            button(label, to: "/control/esim-access/\(action)", which + more, about: profile.iccid)
        }
        switch profile.status {
        case .allocated: return [act("Install on a phone", "install"), act("Let it expire", "expire")]
        case .inUse:
            return [
                act("Use 50 % of the data", "use-data", [("percent", "50")]),
                act("Use it up", "use-data", [("percent", "100")]), act("One day left", "warn"),
                act("Let it expire", "expire"), act("Delete from the phone", "delete"),
            ]
        case .usedUp: return [act("Let it expire", "expire"), act("Delete from the phone", "delete")]
        case .usedExpired, .unusedExpired, .cancelled, .revoked, .suspended: return []
        }
    }

    private func megabytes(_ bytes: Int64) -> String { Amount.grouped(bytes / 1_048_576) }

    private func words(_ profile: ESIMProfile) -> String {
        switch profile.status {
        case .allocated: "Waiting to be installed"
        case .inUse: profile.place == .deleted ? "Deleted from the phone" : "Installed and in use"
        case .usedUp: "All data used"
        case .usedExpired: "Used, time over"
        case .unusedExpired: "Never used, time over"
        case .cancelled: "Cancelled, money back"
        case .suspended: "Suspended"
        case .revoked: "Revoked"
        }
    }
}
