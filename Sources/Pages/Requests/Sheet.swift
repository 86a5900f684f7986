// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Values

/// One page about to be written: for which business, in which language, on which path and for which visitor.
/// A page function takes its view model and the sheet.
package final class Sheet: Sendable {
    package let site: Site
    package let wording: Wording
    package let assets: Assets
    /// The path of this page without its language: `/plans/japan`.
    package let path: String
    /// `https://name[:port]` as the visitor reached us, for absolute addresses.
    package let origin: String
    package let visitor: Visitor
    /// What `?currency=` asked for; nil where nobody asked.
    package let chosenCurrency: Currency?
    /// What the page before wanted to be said here, once.
    package let flash: Flash?
    package let routes: MethodIndex

    package init(
        site: Site, wording: Wording, assets: Assets, path: String, origin: String = "", visitor: Visitor,
        chosenCurrency: Currency? = nil, flash: Flash? = nil, routes: MethodIndex = MethodIndex()
    ) {
        self.site = site
        self.wording = wording
        self.assets = assets
        self.path = path
        self.origin = origin
        self.visitor = visitor
        self.chosenCurrency = chosenCurrency
        self.flash = flash
        self.routes = routes
    }

    package var language: Language { wording.language }

    /// The money this page counts in where it can only count in one.
    package var currency: Currency { chosenCurrency ?? language.currency }

    /// The template of this page's path, `/plans/:slug`; nil where no route leads.
    package var template: String? { routes.template(of: path) }

    /// Says a text in this sheet's language.
    package func text(_ text: Text) -> String { wording(text) }
    package func text(_ key: String, _ parameters: KeyValuePairs<String, String>) -> String { wording(key, parameters) }

    /// A path of ours in this language: `/plans` becomes `/vi/plans`.
    package func path(_ path: String) -> String { "/" + language.rawValue + (path == "/" ? "" : path) }

    /// What a context holds before the front door has seen the request.
    static let blank = Sheet(
        site: Site(slug: "", name: "", hosts: [], supportEmail: ""), wording: Wording(language: .english, phrases: [:]),
        assets: Assets.empty, path: "/", visitor: Visitor(key: .init(size: .bits256), cookie: nil, isSecure: false))
}

extension Language {
    /// The money prices are shown in to whoever reads this language and chose none.
    package var currency: Currency {
        switch self {
        case .vietnamese: .vnd
        case .english: .usd
        }
    }
}
