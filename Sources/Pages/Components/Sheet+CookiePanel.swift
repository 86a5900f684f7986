// SPDX-License-Identifier: Apache-2.0

package import Policy

extension Sheet {
    /// The question whether this visit may be counted. It is the same for everybody and hidden: the script shows it to those
    /// who were not asked yet, and not at all where somebody is about to buy. Nothing is counted before a yes.
    func visitQuestion(isAsked: Bool) -> HTML? {
        guard let panel = site.cookies[language], panel.asksFirst, let template else { return nil }
        return cookiePanel(
            panel,
            """
             data-visits="\(site.visitsPath)" data-page="\(template)" data-revision="\(panel.revision)" \
            data-remember="\(panel.choiceSeconds)"\(flag: "data-ask", isAsked) hidden
            """)
    }

    /// What is asked, what would be kept, and two answers; `attributes` for the script that brings it to life.
    package func cookiePanel(_ panel: CookiePanel, _ attributes: HTML = "") -> HTML {
        """
        <section class="cookie-panel" aria-label="\(text("layout.cookies.title"))"\(attributes)>
        <h2>\(text("layout.cookies.title"))</h2><p>\(panel.question)</p>\
        \(disclosure(text("layout.cookies.details"), cookieDetails(panel)))
        <div class="cookie-answers">\(answer("no", "layout.cookies.no"))\(answer("yes", "layout.cookies.yes"))</div></section>
        """
    }

    /// Both answers are one press, and look alike.
    private func answer(_ value: String, _ label: Text) -> HTML {
        """
        <button type="button" class="button secondary" data-may-count="\(value)" data-answered="\(text("layout.cookies.kept"))">\
        <span>\(text(label))</span></button>
        """
    }

    /// What would lie in the browser, as the policy says it.
    private func cookieDetails(_ panel: CookiePanel) -> HTML {
        let rows = panel.rows.filter(\.asksFirst).map {
            "<dt><code>\($0.name)</code> · \($0.lifetime)</dt><dd>\($0.purpose)</dd>" as HTML
        }
        return "<dl>\(rows)</dl><p>\(link(text("layout.cookies.policy"), to: path(.privacy)))</p>"
    }

    /// Where something needs cookies: what does not work in a browser that blocks them, shown to whoever has one.
    package var cookiesBlockedNote: HTML {
        """
        <div data-no-cookies hidden>\(banner(
            .notice, title: text("layout.cookies.blocked"), text: "\(text("layout.cookies.blocked-text"))"))</div>
        """
    }

    /// Said at the foot of a page to whoever sends the signal, by the script that sees it.
    var privacySignalNote: HTML? {
        guard site.cookies[language]?.asksFirst == true else { return nil }
        return """
            <p class="footer-signal" data-privacy-signal hidden>\(icon(.checkCircle, size: .small))\
            <span>\(text("layout.cookies.signal"))</span></p>
            """
    }
}
