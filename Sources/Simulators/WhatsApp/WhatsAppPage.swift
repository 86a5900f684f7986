// SPDX-License-Identifier: Apache-2.0

/// The telephones of the people who write to businesses on WhatsApp, with a box to write in.
struct WhatsAppPage {
    let messages: [WhatsAppNetwork.Message]
    let names: [String: String]
    let configuration: WorldConfiguration.WhatsApp

    var answer: Answer { .page(layout("WhatsApp phones", body, navigation: true)) }

    private struct Line: Hashable {
        let phone: String
        let number: String
    }

    private var body: Markup {
        let lines = messages.map { Line(phone: $0.phone, number: $0.number) }
        let distinct = Array(Set(lines)).sorted { ($0.phone, $0.number) < ($1.phone, $1.number) }
        return """
            <main>
            <h1>Phones with WhatsApp</h1>
            <p class="lead">Hold a phone and write to a business. Its people answer at the console. \
            <a href="/whatsapp">Look again</a></p>
            <section class="card"><h2>Take a phone</h2>
            <form method="post" action="/control/whatsapp/say">
            <p class="field"><label for="phone">Your number</label>
            <input type="tel" id="phone" name="phone" value="84901234567" required autocomplete="off"></p>
            <p class="field"><label for="name">Your name</label>
            <input type="text" id="name" name="name" value="An Nguyen" required autocomplete="off"></p>
            <p class="field"><label for="number">Write to</label><select id="number" name="number">\(choices)</select></p>
            <p class="field"><label for="text">Message</label>
            <input type="text" id="text" name="text" required autocomplete="off"></p>
            <button class="primary">Send</button></form></section>
            <ul class="cards">\(distinct.map(card))</ul>
            <h2>Accounts an organisation may connect</h2><dl class="facts">\(accounts)</dl>
            </main>
            """
    }

    private var accounts: [Markup] {
        configuration.accounts.map { account in
            """
            <dt>\(account.numbers.map(\.name).joined(separator: ", "))</dt>\
            <dd>account <code>\(account.id)</code>, token <code>\(account.token)</code></dd>
            """
        }
    }

    private var choices: [Markup] {
        configuration.accounts.flatMap(\.numbers).map { "<option value=\"\($0.id)\">\($0.name) \($0.shown)</option>" }
    }

    private func card(_ line: Line) -> Markup {
        let said = messages.filter { $0.phone == line.phone && $0.number == line.number }.map { message -> Markup in
            let who = message.isFromPhone ? names[line.phone] ?? line.phone : "Business"
            return
                "<li><strong>\(who)</strong> <time>\(message.at.readable)</time>\(message.wasRead ? " ✓✓" : nil)<br>\(message.text)</li>"
        }
        let shown = configuration.accounts.flatMap(\.numbers).first { $0.id == line.number }?.name ?? line.number
        let id = "say-\(line.phone)-\(line.number)"
        return """
            <li class="card"><h2>+\(line.phone) to \(shown)</h2><ul>\(said)</ul>
            <form method="post" action="/control/whatsapp/say">
            <input type="hidden" name="phone" value="\(line.phone)"><input type="hidden" name="number" value="\(line.number)">
            <p class="field"><label for="\(id)">Write from +\(line.phone)</label>
            <input type="text" id="\(id)" name="text" required autocomplete="off"></p>
            <button class="primary">Send<span class="unseen"> from +\(line.phone)</span></button></form>
            \(button("Read what came", to: "/control/whatsapp/read", [("phone", line.phone)], about: "on +" + line.phone))
            </li>
            """
    }
}
