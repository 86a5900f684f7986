// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Analytics
package import Commerce
package import Foundation
package import Policy

/// What the API needs of one organisation.
package struct APIServices: Sendable {
    package let shop: Shop
    package let accounts: Accounts
    package let analytics: Analytics
    package let policy: Policy
    package let zone: TimeZone

    package init(shop: Shop, accounts: Accounts, analytics: Analytics, policy: Policy, zone: TimeZone) {
        self.shop = shop
        self.accounts = accounts
        self.analytics = analytics
        self.policy = policy
        self.zone = zone
    }
}
