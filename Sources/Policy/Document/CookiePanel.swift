// SPDX-License-Identifier: Apache-2.0

package import Values

/// What the site keeps in a browser, as rows for the policy page and the cookie panel.
package struct CookiePanel: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let name: String
        package let store: String
        package let purpose: String
        package let lifetime: String
        package let need: String
        /// Set only after the visitor agreed.
        package let asksFirst: Bool
    }

    package let rows: [Row]
    /// Whether the visitor has to be asked at all.
    package var asksFirst: Bool { rows.contains { $0.asksFirst } }

    package init(_ policy: Policy, in language: Language) {
        let words = PolicyWords(language)
        rows = policy.declarations.browserEntries.map { entry in
            Row(
                name: entry.name, store: words.store(entry.store), purpose: entry.words[language],
                lifetime: words.lifetime(entry.lifetime), need: words.need(entry.need),
                asksFirst: entry.need == .analytics)
        }
    }
}
