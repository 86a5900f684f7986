// SPDX-License-Identifier: Apache-2.0

package import Disclosure
package import Values
package import Vault

/// Everything the shop knows of a customer: all that was bought with one address, by however many guest checkouts.
package struct CustomerHistory: Sendable {
    package struct Purchase: Sendable {
        package let order: Order
        package let lines: [OrderLine]
        package let payments: [Payment]
        /// Oldest first.
        package let events: [OrderEvent]
    }

    package let email: Personal<String>
    /// Every guest checkout is a person of its own.
    package let people: [PersonID]
    /// Oldest first.
    package let purchases: [Purchase]
    /// What left about them, to whom and why.
    package let disclosures: [ConcludedDisclosure]
}

/// What a member of staff who looks for a customer is answered.
package enum CustomerSearch: Sendable {
    case found(CustomerHistory)
    /// Nothing was bought with this address, or its buyers have been erased.
    case nobody
    case refused(VaultRefusal)
    case forbidden
}
