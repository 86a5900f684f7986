// SPDX-License-Identifier: Apache-2.0

import Values

/// What the shop said to its providers, newest first.
struct CallsPage {
    let calls: [CallRecorder.Call]
    let provider: Provider?

    var answer: Answer { .page(layout("Calls from the shop", body, navigation: true)) }

    private var body: Markup {
        let links = Provider.allCases.map { item -> Markup in
            let current: Markup? = item == provider ? " aria-current=\"page\"" : nil
            return "<a href=\"/calls?provider=\(item.rawValue)\"\(current)>\(item.rawValue)</a> "
        }
        return """
            <main>
            <h1>Calls from the shop</h1>
            <p><a href="/calls">all</a> \(links)</p>
            \(calls.isEmpty ? "<p class=\"empty\">The shop has not called anybody.</p>" : nil)
            <ul class="cards">\(calls.map(card))</ul>
            </main>
            """
    }

    private func card(_ call: CallRecorder.Call) -> Markup {
        let body = Self.readable(call)
        let headers = call.headers.map { "\($0.0): \($0.1)" }.joined(separator: "\n")
        return """
            <li class="card"><h2><code>\(call.method) \(call.path)</code> \
            <span class="state">\(call.status.map(String.init) ?? "no answer yet")</span></h2>
            <p>to \(call.provider.rawValue) · <time>\(call.at.readable)</time></p>
            <details><summary>What it said<span class="unseen"> in call \(call.number)</span></summary>
            <pre tabindex="0">\(headers)</pre><pre tabindex="0">\(body)</pre></details></li>
            """
    }

    /// JSON indented, a form one field per line, a mail as it is.
    private static func readable(_ call: CallRecorder.Call) -> String {
        if call.provider == .mail { return call.body }
        if let json = JSON(parsing: Array(call.body.utf8)) { return json.prettyText }
        return FormFields(call.body).fields.map { "\($0.name) = \($0.value)" }.joined(separator: "\n")
    }
}

/// What the providers told the shop, newest first.
struct WebhooksPage {
    let deliveries: [WebhookDelivery]

    var answer: Answer { .page(layout("Notifications to the shop", body, navigation: true)) }

    private var body: Markup {
        """
        <main>
        <h1>Notifications to the shop</h1>
        <div class="buttons">\(button("Release Stripe's", to: "/control/webhooks/stripe/release"))\
        \(button("Release the bank's", to: "/control/webhooks/vietqr/release"))\
        \(button("Release the supplier's", to: "/control/webhooks/esim-access/release"))\
        \(button("Release Airalo's", to: "/control/webhooks/airalo/release"))</div>
        \(deliveries.isEmpty ? "<p class=\"empty\">Nothing has been sent.</p>" : nil)
        <ul class="cards">\(deliveries.map(card))</ul>
        </main>
        """
    }

    private func card(_ delivery: WebhookDelivery) -> Markup {
        let attempts = delivery.attempts.map { attempt -> Markup in
            "<li>\(attempt.at.readable): \(attempt.status.map(String.init) ?? "no answer") \(attempt.detail)</li>"
        }
        let again: Markup? =
            delivery.notification.provider == .stripe
            ? button(
                "Send again", to: "/control/stripe/redeliver/\(delivery.notification.id)",
                about: String(delivery.number)) : nil
        return """
            <li class="card"><h2><code>\(delivery.notification.type)</code> \
            <span class="state \(delivery.state.rawValue)">\(delivery.state.rawValue)</span></h2>
            <p>to <code>\(delivery.notification.url)</code></p><ul>\(attempts)</ul>
            <details><summary>What it says<span class="unseen"> in notification \(delivery.number)</span></summary>
            <pre tabindex="0">\(delivery.notification.payload.prettyText)</pre></details>
            <div class="buttons">\(again)</div></li>
            """
    }
}
