// SPDX-License-Identifier: Apache-2.0

import Crypto
import Vault

extension ShopFoundation {
    /// Finds a row by a provider's reference, which itself is sealed.
    func digest(ofReference reference: String) -> [UInt8] {
        let key = vault.organisationKeys.linkKey("provider reference")
        return [UInt8](HMAC<SHA256>.authenticationCode(for: [UInt8](reference.utf8), using: key))
    }
}
