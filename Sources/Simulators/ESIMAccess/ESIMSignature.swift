// SPDX-License-Identifier: Apache-2.0

import Crypto

/// The `RT-Signature` header: lower hex HMAC-SHA256 over timestamp, request id, access code and body, keyed with the
/// secret key (docs.esimaccess.com, authentication, read 2026-11).
enum ESIMSignature {
    static func make(timestamp: String, requestID: String, accessCode: String, body: [UInt8], secretKey: String)
        -> String
    {
        HMAC<SHA256>.authenticationCode(
            for: Array((timestamp + requestID + accessCode).utf8) + body,
            using: SymmetricKey(data: Array(secretKey.utf8))
        ).hex
    }
}
