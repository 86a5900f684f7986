// SPDX-License-Identifier: Apache-2.0

package import Values

/// Who speaks in the policy, since when, and to whom.
package struct PolicyHeader: Hashable, Sendable {
    /// The business as customers know it.
    package let business: String
    /// Who answers for the data in law.
    package let controller: String
    package let lastRevised: RevisionDate
    package let effective: RevisionDate
    package let minimumAge: Int
    package let languages: [Language]

    package init(
        business: String, controller: String, lastRevised: RevisionDate, effective: RevisionDate, minimumAge: Int,
        languages: [Language] = Language.allCases
    ) {
        self.business = business
        self.controller = controller
        self.lastRevised = lastRevised
        self.effective = effective
        self.minimumAge = minimumAge
        self.languages = languages
    }
}

/// Where questions about the policy and the data go.
package struct PolicyContacts: Hashable, Sendable {
    /// The business's own public address: nobody's personal data, so it prints in clear.
    package let email: String
    /// The host name of the site, without a scheme.
    package let website: String

    package init(email: String, website: String) {
        self.email = email
        self.website = website
    }
}
