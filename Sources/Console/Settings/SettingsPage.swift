// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages

extension Desk {
    /// What an owner sets up once.
    func settingsPage() -> Response {
        let title = say("settings.title")
        return page(
            title, in: .settings,
            """
            \(sheet.heading(title, lead: say("settings.lead")))
            <div class="console-cards">
            \(card("team.title", "team.lead", to: "/settings/team"))
            \(card("settings.accounts.title", "settings.accounts.lead", to: "/settings/accounts"))
            \(card("settings.assistance.title", "settings.assistance.lead", to: "/settings/assistance"))
            \(card("settings.keys.title", "settings.keys.lead", to: "/settings/keys"))
            </div>
            """)
    }

    private func card(_ title: Text, _ lead: Text, to rest: String) -> HTML {
        sheet.card(
            title: say(title),
            "<p>\(say(lead))</p><p class=\"actions\">\(sheet.linkButton(say("settings.open"), to: path(rest)))</p>")
    }
}
