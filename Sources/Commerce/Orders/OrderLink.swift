// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Values
package import Vault

/// Signs and reads the links that open an order page: whoever holds one is taken for the buyer. See `SignedID`.
package struct OrderLinks: Sendable {
    private let signing: SignedID

    package init(_ keys: OrganisationKeys) {
        self.init(key: keys.linkKey("order"))
    }

    package init(key: SymmetricKey) {
        signing = SignedID(key: key)
    }

    package func token(for order: ID<Order>) -> String { signing.token(for: order) }

    /// Nil for anything this shop did not sign.
    package func order(_ token: String) -> ID<Order>? { signing.id(token) }
}
