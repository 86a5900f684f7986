// SPDX-License-Identifier: Apache-2.0

package import Crypto
import Foundation
package import Storage
import Vault

/// The root key of the installation and what is derived from it.
package struct Secrets: Sendable {
    package let root: SymmetricKey

    /// Reads the root key, making one for a fresh installation.
    package init(at paths: StoragePaths) throws {
        root = SymmetricKey(data: try SecretFile(paths.rootKey).readOrMake())
    }

    /// By which a backup knows the root key again.
    var proof: String {
        HMAC<SHA256>.authenticationCode(for: [UInt8]("sampan root key".utf8), using: root)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Signs the tokens in our forms: the same after a restart, so that open forms stay good.
    var formKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: [UInt8](), info: [UInt8]("sampan form tokens".utf8), outputByteCount: 32)
    }
}
