// SPDX-License-Identifier: Apache-2.0

package import Commerce
package import Policy

/// What the pages of the shop need of one organisation.
package struct StorefrontServices: Sendable {
    package let shop: Shop
    /// The policy in force.
    package let policy: Policy
    package let business: BusinessDefinition

    package init(shop: Shop, policy: Policy, business: BusinessDefinition) {
        self.shop = shop
        self.policy = policy
        self.business = business
    }
}
