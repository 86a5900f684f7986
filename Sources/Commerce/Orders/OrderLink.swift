// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Values
package import Vault

/// Signs and reads the links that open an order page: whoever holds one is taken for the buyer.
///
/// A token is base64url (RFC 4648 §5) over the order's id and the first 16 bytes of an HMAC-SHA256 of it: 43 characters, nothing to
/// look up, and impossible to make from an order's number.
package struct OrderLinks: Sendable {
    private let key: SymmetricKey

    package init(_ keys: OrganisationKeys) {
        self.init(key: keys.linkKey("order"))
    }

    package init(key: SymmetricKey) {
        self.key = key
    }

    package func token(for order: ID<Order>) -> String {
        Base64URL.encode(order.bytes + mac(order.bytes))
    }

    /// Nil for anything this shop did not sign, compared in constant time.
    package func order(_ token: String) -> ID<Order>? {
        guard let bytes = Base64URL.decode(token), bytes.count == 32,
            let order = ID<Order>(bytes: [UInt8](bytes.prefix(16)))
        else { return nil }
        let difference = zip(mac(order.bytes), bytes.suffix(16)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? order : nil
    }

    private func mac(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](HMAC<SHA256>.authenticationCode(for: bytes, using: key)).prefix(16).map(\.self)
    }
}
