// SPDX-License-Identifier: Apache-2.0

import Crypto

/// How Meta signs what it posts: HMAC-SHA256 over the body as it travels, in which everything beyond ASCII is written `\uXXXX`.
enum WhatsAppSignature {
    static func header(for body: String, secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(body.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return "sha256=" + Array(code).hex
    }

    static func escaped(_ text: String) -> String {
        var out = ""
        for unit in text.utf16 {
            if unit < 0x80, let scalar = Unicode.Scalar(unit) {
                out.unicodeScalars.append(scalar)
            } else {
                let hex = String(unit, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
        }
        return out
    }
}
