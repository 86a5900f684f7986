// SPDX-License-Identifier: Apache-2.0

/// A third party that may receive personal data, and exactly what for which purpose.
package struct Recipient: Hashable, Sendable {
    /// How data reaches it: an adapter of ours calls it, it runs machines we stand on, or a person sends it.
    package enum Route: String, Sendable, CaseIterable {
        case adapter
        case infrastructure
        case manual
    }

    package let id: RecipientID
    package let name: String
    /// ISO 3166-1 alpha-2.
    package let country: String
    package let route: Route
    package let receives: [Purpose: Set<Category>]
    /// What it does for us with what it gets.
    package let words: Wording
    /// What lets the data leave the country (GDPR art. 30(1)(e)); nil when they do not.
    package let transfer: Wording?
    /// Its own privacy policy; nil for a machine we run ourselves.
    package let policyURL: String?

    package init(
        id: RecipientID, name: String, country: String, route: Route, receives: [Purpose: Set<Category>],
        words: Wording, transfer: Wording? = nil, policyURL: String? = nil
    ) {
        self.id = id
        self.name = name
        self.country = country
        self.route = route
        self.receives = receives
        self.words = words
        self.transfer = transfer
        self.policyURL = policyURL
    }
}
