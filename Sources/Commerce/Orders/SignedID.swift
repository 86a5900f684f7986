// SPDX-License-Identifier: Apache-2.0

import Crypto
import Values

/// Ids that travel in links: base64url (RFC 4648 §5) over the id and the first 16 bytes of an HMAC-SHA256 of it. 43 characters,
/// nothing to look up, and impossible to make from the id alone.
struct SignedID: Sendable {
    let key: SymmetricKey

    func token<Entity>(for id: ID<Entity>) -> String {
        Base64URL.encode(id.bytes + mac(id.bytes))
    }

    /// Nil for anything this key did not sign, compared in constant time.
    func id<Entity>(_ token: String, of _: Entity.Type = Entity.self) -> ID<Entity>? {
        guard let bytes = Base64URL.decode(token), bytes.count == 32,
            let id = ID<Entity>(bytes: [UInt8](bytes.prefix(16)))
        else { return nil }
        let difference = zip(mac(id.bytes), bytes.suffix(16)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? id : nil
    }

    private func mac(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](HMAC<SHA256>.authenticationCode(for: bytes, using: key)).prefix(16).map(\.self)
    }
}
