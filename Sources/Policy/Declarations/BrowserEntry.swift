// SPDX-License-Identifier: Apache-2.0

/// Something the site keeps in a visitor's browser.
package struct BrowserEntry: Hashable, Sendable {
    package enum Store: String, Sendable, CaseIterable {
        case cookie
        case localStorage = "local-storage"
    }

    package enum Need: String, Sendable, CaseIterable {
        /// The site cannot do what was asked without it.
        case essential
        /// Set only after a yes.
        case analytics
    }

    package enum Lifetime: Hashable, Sendable {
        /// Until the browser is closed.
        case session
        /// Until the visitor clears it.
        case untilCleared
        case span(CalendarSpan)
    }

    /// The cookie that counts as one visit what a visitor who allowed it looks at.
    package static let analyticsName = "analytics"
    /// The cookie that remembers what the visitor answered.
    package static let choiceName = "analytics-choice"

    /// The name it has in the browser.
    package let name: String
    package let store: Store
    package let need: Need
    package let lifetime: Lifetime
    /// What it is for.
    package let words: Wording

    package init(name: String, store: Store, need: Need, lifetime: Lifetime, words: Wording) {
        self.name = name
        self.store = store
        self.need = need
        self.lifetime = lifetime
        self.words = words
    }
}
