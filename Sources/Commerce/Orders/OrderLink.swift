// SPDX-License-Identifier: Apache-2.0

package import Crypto
import Foundation
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
        Data(order.bytes + mac(order.bytes)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil for anything this shop did not sign, compared in constant time.
    package func order(_ token: String) -> ID<Order>? {
        guard token.utf8.count == 43 else { return nil }
        let standard = token.replacing("-", with: "+").replacing("_", with: "/") + "="
        guard let data = Data(base64Encoded: standard), data.count == 32 else { return nil }
        let (id, code) = ([UInt8](data.prefix(16)), [UInt8](data.suffix(16)))
        // The last character carries two unused bits: only the spelling we make is taken.
        guard zip(mac(id), code).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0, let order = ID<Order>(bytes: id),
            self.token(for: order) == token
        else { return nil }
        return order
    }

    private func mac(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](HMAC<SHA256>.authenticationCode(for: bytes, using: key)).prefix(16).map(\.self)
    }
}
