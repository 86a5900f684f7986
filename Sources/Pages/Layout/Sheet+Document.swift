// SPDX-License-Identifier: Apache-2.0

import Values

/// What stands in the head of a page.
package struct PageHead: Sendable {
    package let title: String
    package let description: String
    /// False for pages of one person and for staff: search engines are asked to leave them alone, and no address in
    /// another language is announced.
    package let isPublic: Bool
    /// The address of this page among several that show the same, without language: `/destinations/japan`; nil for its own.
    package let canonicalPath: String?
    /// Whether the visitor may choose the money of its prices.
    package let hasPrices: Bool
    /// What the page is about, for machines (schema.org): see `StructuredData`.
    package let structured: [StructuredData]
    /// False for a page that says that something went wrong: nobody meant to visit it.
    package let isCounted: Bool

    package init(
        title: String, description: String = "", isPublic: Bool = true, hasPrices: Bool? = nil,
        isCounted: Bool = true, canonicalPath: String? = nil, structured: [StructuredData] = []
    ) {
        self.title = title
        self.description = description
        self.isPublic = isPublic
        self.canonicalPath = canonicalPath
        self.hasPrices = hasPrices ?? isPublic
        self.structured = structured
        self.isCounted = isCounted
    }
}

extension Sheet {
    /// The document around any page of ours: one style sheet, one script module, the skip link, the live region.
    func document(_ head: PageHead, as face: Face, class kind: String? = nil, body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)" class="\(kind ?? face.rawValue)" \
        data-currency="\(currency.rawValue)"\(flag: "data-currency-chosen", chosenCurrency != nil)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <title>\(head.title) · \(site.name)</title>
        \(if: !head.description.isEmpty, "<meta name=\"description\" content=\"\(head.description)\">")
        \(if: !head.isPublic, "<meta name=\"robots\" content=\"noindex\">")
        <meta name="color-scheme" content="light dark">
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="\(TokenColour.paper)">
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="\(TokenColour.paperDark)">
        \(fontPreload)<link rel="stylesheet" href="\(assets.url(face.styleSheet(of: site)))">
        <link rel="icon" href="\(assets.url("icon.svg"))" type="image/svg+xml">
        \(if: head.isPublic, sharing(head))<script src="\(assets.url("currency.js"))"></script>
        <link rel="modulepreload" href="\(assets.url("cart.js"))">
        <link rel="modulepreload" href="\(assets.url("announce.js"))">
        <link rel="modulepreload" href="\(assets.url("preferences.js"))">
        <script type="module" src="\(assets.url("app.js"))"></script>
        </head>
        <body>
        <a class="skip" href="#main">\(text("layout.skip"))</a>
        \(body)
        <div class="toasts" id="announcements" role="status" aria-live="polite">\(flashToast)</div>
        </body>
        </html>
        """
    }

    private var fontPreload: HTML {
        guard assets.has("fonts/inter-400.woff2") else { return "" }
        return """
            <link rel="preload" href="\(assets.url("fonts/inter-400.woff2"))" as="font" type="font/woff2" crossorigin>
            <link rel="preload" href="\(assets.url("fonts/inter-600.woff2"))" as="font" type="font/woff2" crossorigin>\n
            """
    }

    /// This page in another language.
    func path(in language: Language) -> String { "/\(language.rawValue)\(path == "/" ? "" : path)" }

    private var flashToast: HTML? {
        flash.flatMap { flash in
            wording.has(flash.key) ? toast(text(Text(flash.key)), tone: flash.tone) : nil
        }
    }
}

/// The page background, which browsers paint around a page before any style sheet arrives: the same as in `tokens.css`.
enum TokenColour {
    static let paper = "#fbfaf8"
    static let paperDark = "#141517"
}
