// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// Where somebody gives their address to see or erase what is held under it.
    func askPage(_ form: Form) -> HTML {
        shopPage(
            PageHead(title: text("personal.ask.title"), description: text("personal.ask.lead")),
            main: """
                <div class="wrap narrow personal">\(heading(text("personal.ask.title"), lead: text("personal.ask.lead")))
                \(self.form(path(.myData), showing: form, """
                    \(field(
                        Field(
                            "email", text("personal.ask.email"), kind: .email, hint: text("personal.ask.email-hint"),
                            autocomplete: "email", limit: 254), in: form))
                    <p class="actions">\(button(text("personal.ask.send"), icon: .mail, isWide: true))</p>
                    """))
                <p class="soft">\(wording.markup("personal.ask.policy", ["policy": link(text("personal.ask.policy-link"), to: path(.privacy))]))</p>
                </div>
                """)
    }

    /// The same whether we know the address or not.
    func askedPage() -> HTML {
        shopPage(
            PageHead(title: text("personal.asked.title"), description: text("personal.ask.lead")),
            main: """
                <div class="wrap narrow personal">\(emptyState(
                    .mail, title: text("personal.asked.title"), text: text("personal.asked.text"),
                    action: linkButton(text("personal.asked.back"), to: path(.home))))</div>
                """)
    }
}
