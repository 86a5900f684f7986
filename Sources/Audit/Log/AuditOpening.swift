// SPDX-License-Identifier: Apache-2.0

import Crypto

/// What an entry commits to without saying it: the payload and the salt that makes its hash unguessable.
///
/// Kept in an erasable row beside the log. Whoever holds it can show what the entry was about; once the salt is gone
/// nobody can, not even by guessing. The payload is ids and codes; personal values in it must be sealed first.
package struct AuditOpening: Hashable, Sendable {
    /// 32 random bytes.
    package let salt: [UInt8]
    package let payload: [UInt8]

    package init(salt: [UInt8], payload: [UInt8]) {
        self.salt = salt
        self.payload = payload
    }

    /// Draws a salt: call it outside any transaction.
    package init(payload: [UInt8]) {
        self.init(salt: SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }, payload: payload)
    }

    /// SHA-256 over salt and payload.
    package var commitment: TreeHash {
        // A SHA-256 digest has 32 bytes, so the fallback is never taken.
        TreeHash(bytes: [UInt8](SHA256.hash(data: salt + payload))) ?? .empty
    }
}
