// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// `isAsked` when another page was wanted and this one stands in its place.
    func signInPage(_ form: Form, root: String, isAsked: Bool = false) -> HTML {
        let email = Field(
            "email", text("console.sign-in.email"), kind: .email, autocomplete: "username", limit: 254)
        let password = Field(
            "password", text("console.sign-in.password"), kind: .password, autocomplete: "current-password")
        let next = form["next"]
        return consoleGate(
            text("console.sign-in.title"),
            main: """
                <section class="card console-gate-card">
                <h1>\(text("console.sign-in.title"))</h1>
                <p class="hint">\(text(isAsked ? "console.sign-in.asked" : "console.sign-in.lead"))</p>
                \(self.form(
                    root + "/sign-in", showing: form,
                    """
                    \(if: !next.isEmpty, "<input type=\"hidden\" name=\"next\" value=\"\(next)\">")\
                    \(field(email, in: form))\(field(password, in: form))\
                    \(button(text("console.sign-in.do"), icon: .key, isWide: true))
                    """))
                </section>
                <p class="hint console-gate-note">\(icon(.shield, size: .small)) \(text("console.sign-in.note"))</p>
                """)
    }
}
