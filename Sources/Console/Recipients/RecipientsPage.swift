// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation
import Hummingbird
import Pages
import Policy
import Storage
import Values

extension ConsoleRoutes {
    @Sendable func recipientsPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let start = desk.now - .days(30)
        let traffic = try await desk.services.data.read { try DisclosureQueries.traffic(since: start, in: $0) }
        return desk.recipientsPage(traffic)
    }
}

extension Desk {
    /// Everybody the policy lets receive anything, with what they were sent in the last 30 days.
    func recipientsPage(_ traffic: [DisclosureTraffic]) -> Response {
        let cards = policy.declarations.recipients.map { recipient in
            card(of: recipient, traffic: traffic.filter { $0.recipient == recipient.id })
        }
        return page(
            say("console.recipients.title"), in: .recipients,
            """
            \(sheet.heading(
                say("console.recipients.title"), lead: say("console.recipients.lead"),
                actions: sheet.linkButton(say("console.recipients.policy"), to: sheet.path(.privacy), icon: .document)))
            <div class="console-cards">\(cards)</div>
            """)
    }

    private func country(_ code: String) -> String {
        Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
    }

    private func card(of recipient: Recipient, traffic: [DisclosureTraffic]) -> HTML {
        let sent = traffic.filter { $0.state != .notSent && $0.state != .refused }
        let count = sent.map(\.count).reduce(0, +)
        let allowed = recipient.receives.sorted { $0.key.number < $1.key.number }.map { purpose, categories in
            (name: name(of: purpose), value: "\(names(of: categories))" as HTML)
        }
        let ended = traffic.map { part -> HTML in
            """
            <li>\(sheet.badge(say(code: part.state.name, under: "console.disclosure."), part.state.tone))\
            <span class="number">\(part.count)</span></li>
            """
        }
        let last = sent.map(\.lastAt).max()
        return sheet.card(
            title: recipient.name, action: "<span class=\"hint\">\(country(recipient.country))</span>",
            """
            <p>\(recipient.words[language])</p>
            <p class="console-figure"><strong>\(count)</strong> \
            <span class="hint">\(say("console.recipients.sent", ["count": String(count)]))</span></p>
            \(if: !ended.isEmpty, "<ul class=\"console-lines\">\(ended)</ul>")
            \(last.map { "<p class=\"hint\">\(say("console.recipients.last")) \(sheet.time($0))</p>" as HTML })
            <h3>\(say("console.recipients.may"))</h3>\(sheet.facts(allowed))
            """)
    }
}
