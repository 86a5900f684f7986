// SPDX-License-Identifier: Apache-2.0

package import Values

/// One shop, merchant or customer company: it belongs to one business, and has databases and keys of its own.
package struct Organisation: Hashable, Sendable {
    package let id: OrganisationID
    /// The business whose brand, policy and plans it stands under.
    package let business: String
    /// Its name within the business; that of the business itself for the business's own.
    package let slug: String
    package let name: String

    package init(id: OrganisationID, business: String, slug: String, name: String) {
        self.id = id
        self.business = business
        self.slug = slug
        self.name = name
    }

    /// Whether it is the business itself, and not somebody who joined it.
    package var isOwn: Bool { slug == business }
}

package typealias OrganisationID = ID<Organisation>
