// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    var controlExhibits: [Exhibit] {
        let buttons = ButtonKind.allCases.map { button(text("gallery.pay"), kind: $0, icon: .lock) }
        let icons = Icon.allCases.map { "<span>\(icon($0))</span>" as HTML }
        let badges = Tone.allCases.map { badge(text(Text("gallery.state.\($0.rawValue)")), $0) }
        return [
            Exhibit(
                "Button", fullest: "<p class=\"actions\">\(buttons)</p>",
                emptiest: button(text("gallery.pay"), kind: .primary, isWide: true)),
            Exhibit(
                "Link",
                fullest: """
                    <p class="actions">\(linkButton(text("gallery.more"), to: path(.plans), icon: .arrowRight))\
                    \(outsideLink("Stripe", to: "https://stripe.com/privacy"))\(backLink(text("gallery.more"), to: path(.plans)))</p>
                    """,
                emptiest: link(text("gallery.more"), to: path(.plans))),
            Exhibit("Icon", fullest: "<p class=\"actions\">\(icons)</p>"),
            Exhibit(
                "Badge", fullest: "<p class=\"actions\">\(badges)</p>", emptiest: count(0, of: text("gallery.waiting"))),
            Exhibit("Language switch", fullest: languageSwitch),
            Exhibit(
                "Tabs",
                fullest: tabs(
                    "Tabs", [(text("gallery.waiting"), "#waiting"), (text("gallery.everything"), "#everything")],
                    current: "#waiting"),
                emptiest: tabs("Tabs (1)", [(text("gallery.everything"), "#everything")], current: "")),
            Exhibit(
                "Stepper",
                fullest: stepper([text("gallery.choose"), text("gallery.pay"), text("gallery.install")], current: 1),
                emptiest: stepper([text("gallery.choose")], current: 0)),
        ]
    }
}
