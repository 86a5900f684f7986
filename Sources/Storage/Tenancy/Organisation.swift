// SPDX-License-Identifier: Apache-2.0

package import Values

/// One shop, merchant or customer company: it belongs to one business, and has databases and keys of its own.
package struct Organisation: Hashable, Sendable {
    package let id: OrganisationID
    /// The business whose brand, policy and plans it stands under.
    package let business: String
    package let name: String

    package init(id: OrganisationID, business: String, name: String) {
        self.id = id
        self.business = business
        self.name = name
    }
}

package typealias OrganisationID = ID<Organisation>
