// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Airalo's `airalo-signature`: lower-case hexadecimal HMAC-SHA512 over the raw bytes, keyed with the API secret ("Webhook definition").
package enum AiraloSignature {
    package static func make(_ body: [UInt8], secret: String) -> String {
        let key = SymmetricKey(data: [UInt8](secret.utf8))
        return HMAC<SHA512>.authenticationCode(for: body, using: key).hexadecimal
    }

    /// Compares digests, which takes the same time wherever the first difference is.
    package static func isGenuine(_ header: String?, of body: [UInt8], secret: String) -> Bool {
        guard let header, !secret.isEmpty else { return false }
        let expected = make(body, secret: secret)
        return SHA256.hash(data: [UInt8](header.utf8)) == SHA256.hash(data: [UInt8](expected.utf8))
    }
}
