// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy

extension Sheet {
    func cookiesPage(_ model: CookiesModel) -> HTML {
        shopPage(
            PageHead(
                title: text("storefront.cookies.title"), description: text("storefront.cookies.lead"), isPublic: false),
            main: """
                <div class="wrap narrow stack">\(heading(
                    text("storefront.cookies.title"), lead: text("storefront.cookies.lead")))
                \(standing(model.standing))
                \(if: model.panel.asksFirst, question(model))
                \(section(text("storefront.cookies.browser"), table(
                    text("storefront.cookies.browser"), columns: columns, rows: model.panel.rows.map(row), empty: "")))
                <p class="soft">\(text("storefront.cookies.blocking"))</p>
                <p class="actions">\(linkButton(text("storefront.cookies.policy"), to: path(.privacy), icon: .document))</p>
                </div>
                """)
    }

    private func standing(_ standing: CookiesModel.Standing) -> HTML {
        let (title, text): (Text, Text) =
            switch standing {
            case .counted: ("storefront.cookies.counted", "storefront.cookies.counted-text")
            case .refused: ("storefront.cookies.refused", "storefront.cookies.refused-text")
            case .refusedBySignal: ("storefront.cookies.signal", "storefront.cookies.signal-text")
            case .notAsked: ("storefront.cookies.open", "storefront.cookies.open-text")
            case .nothingToCount: ("storefront.cookies.nothing", "storefront.cookies.nothing-text")
            }
        let words: HTML = "\(self.text(text))"
        return """
            <div data-visits-standing="\(standing.name)">\(banner(
                standing == .counted ? .notice : .success, title: self.text(title), text: words))</div>
            """
    }

    /// Two answers of the same weight, whatever was answered before.
    private func question(_ model: CookiesModel) -> HTML {
        let isSignalled = model.standing == .refusedBySignal
        let yes = text(isSignalled ? "storefront.cookies.yes-despite" : "layout.cookies.yes")
        return form(
            site.visitsPath + "/answer",
            """
            <input type="hidden" name="back" value="\(path(.cookies))"><h2>\(text("layout.cookies.title"))</h2><p>\(model.panel.question)</p>
            <p class="actions">\(button(text("layout.cookies.no"), kind: .secondary, name: "answer", value: "no"))\
            \(button(yes, kind: .secondary, name: "answer", value: "yes"))</p>
            """)
    }

    private var columns: [Column] {
        [
            Column(text("storefront.cookies.name")), Column(text("storefront.cookies.purpose")),
            Column(text("storefront.cookies.lifetime")), Column(text("storefront.cookies.kind")),
        ]
    }

    private func row(_ row: CookiePanel.Row) -> [HTML] {
        [
            "<span><code>\(row.name)</code><br><span class=\"soft small\">\(row.store)</span></span>",
            "<span>\(row.purpose)</span>", "<span>\(row.lifetime)</span>", "<span>\(row.need)</span>",
        ]
    }
}

extension CookiesModel.Standing {
    /// For tests from outside.
    fileprivate var name: String {
        switch self {
        case .counted: "counted"
        case .refused: "refused"
        case .refusedBySignal: "refused-by-signal"
        case .notAsked: "not-asked"
        case .nothingToCount: "nothing-to-count"
        }
    }
}
