// SPDX-License-Identifier: Apache-2.0

package import Analytics
package import Commerce
package import Policy

/// What the pages of the shop need of one organisation.
package struct StorefrontServices: Sendable {
    package let shop: Shop
    /// The policy in force.
    package let policy: Policy
    package let business: BusinessDefinition
    package let analytics: Analytics

    package init(shop: Shop, policy: Policy, business: BusinessDefinition, analytics: Analytics) {
        self.shop = shop
        self.policy = policy
        self.business = business
        self.analytics = analytics
    }
}
