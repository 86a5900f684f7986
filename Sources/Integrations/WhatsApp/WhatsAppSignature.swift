// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Checks that Meta sent a webhook: `X-Hub-Signature-256: sha256=` and 64 lower-case hexadecimal digits of HMAC-SHA256 over the raw
/// bytes, keyed with the app's secret. A missing header is a forged one (Chatwoot, GHSA-7rw7-pc8v-mrr3, 2026-04).
package enum WhatsAppSignature {
    package static func isGenuine(_ header: String?, body: [UInt8], secret: String) -> Bool {
        guard !secret.isEmpty, let header, header.utf8.count == 71, header.hasPrefix("sha256="),
            let code = bytes(header.dropFirst(7))
        else { return false }
        // Compares in constant time.
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: body, using: SymmetricKey(data: [UInt8](secret.utf8)))
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
