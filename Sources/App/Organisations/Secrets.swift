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

    /// Signs the tokens in our forms: the same after a restart, so that open forms stay good.
    var formKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: [UInt8](), info: [UInt8]("sampan form tokens".utf8), outputByteCount: 32)
    }
}
