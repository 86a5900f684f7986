// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Signs a request: lower-case hexadecimal HMAC-SHA256 over timestamp, request id, access code and body, one after
/// another (docs.esimaccess.com, "Signature").
package enum ESIMAccessSignature {
    /// `timestamp` in milliseconds since 1970, as text.
    package static func make(
        timestamp: String, requestID: String, accessCode: String, secretKey: String, body: [UInt8]
    ) -> String {
        let signed = [UInt8]((timestamp + requestID + accessCode).utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: [UInt8](secretKey.utf8)))
        return code.hexadecimal
    }
}

extension Sequence<UInt8> {
    var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
