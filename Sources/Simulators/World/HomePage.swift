// SPDX-License-Identifier: Apache-2.0

/// The world at a glance.
struct HomePage {
    let mails: Int
    let paid: Int
    let open: Int
    let transfers: Int
    let orders: Int
    let profiles: Int
    let secondOrders: Int
    let conversations: Int
    let phones: Int
    let calls: Int
    let undelivered: Int
    let altered: [Provider]
    let mailPort: Int?
    let configuration: WorldConfiguration

    var answer: Answer {
        .page(layout("The world beside the shop", body, navigation: true))
    }

    private var body: Markup {
        """
        <main>
        <h1>The world beside the shop</h1>
        <p class="lead">Everybody the shop talks to, played on this machine: a card processor, a bank, two eSIM suppliers, \
        a messenger and a mail server. Nothing here costs money or leaves this computer.</p>
        \(warning)
        <ul class="tiles">
        \(tile("/mail", mails, "mails received", "Read what buyers would read."))
        \(tile("/cards", paid, "card payments", "\(open) payment pages still open."))
        \(tile("/bank", transfers, "bank transfers", "Scan a code from an order page and pay, or pay wrong."))
        \(tile("/supplier", orders, "eSIM orders", "\(profiles) eSIMs handed out. Install one, use it up."))
        \(tile("/airalo", secondOrders, "orders at Airalo", "What the first supplier did not take."))
        \(tile("/telegram", conversations, "conversations on Telegram", "Answer a visitor as the staff does there."))
        \(tile("/whatsapp", phones, "messages on WhatsApp", "Hold a phone and write to a business."))
        \(tile("/webhooks", undelivered, "notifications on their way", "What the world tells the shop, and how it answers."))
        \(tile("/calls", calls, "calls from the shop", "Exactly what left it, field by field."))
        \(tile("/scenarios", altered.count, "providers misbehaving", "Let things go wrong on purpose."))
        </ul>
        <h2>Where it listens</h2>
        <dl class="facts">
        <dt>Stripe API</dt><dd><code>\(configuration.publicURL)/stripe/v1</code></dd>
        <dt>eSIM Access API</dt><dd><code>\(configuration.publicURL)/esim-access/api/v1/open</code></dd>
        <dt>Airalo API</dt><dd><code>\(configuration.publicURL)/airalo/v2</code></dd>
        <dt>Mail</dt><dd><code>smtp://127.0.0.1:\(mailPort ?? configuration.mail.port)</code> with STARTTLS, \
        <a href="/control/mail-ca.pem">its certificate</a></dd>
        </dl>
        <form method="post" action="/control/reset"><button class="grave">Forget everything</button></form>
        </main>
        """
    }

    private var warning: Markup? {
        guard !altered.isEmpty else { return nil }
        let names = altered.map(\.rawValue).joined(separator: ", ")
        return "<p class=\"note\">Misbehaving on purpose: \(names). <a href=\"/scenarios\">Look at the switches</a></p>"
    }

    private func tile(_ address: String, _ number: Int, _ what: String, _ more: String) -> Markup {
        """
        <li><a href="\(address)"><strong>\(number)</strong> \(what)</a><p>\(more)</p></li>
        """
    }
}

/// A form of one button: what it does, said on it.
func button(_ label: String, to address: String, _ fields: [(String, String)] = [], about thing: String = "") -> Markup
{
    let hidden = fields.map { field -> Markup in
        "<input type=\"hidden\" name=\"\(field.0)\" value=\"\(field.1)\">"
    }
    let spoken: Markup? = thing.isEmpty ? nil : "<span class=\"unseen\"> \(thing)</span>"
    return "<form method=\"post\" action=\"\(address)\">\(hidden)<button>\(label)\(spoken)</button></form>"
}
