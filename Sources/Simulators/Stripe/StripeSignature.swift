// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The `Stripe-Signature` header (docs.stripe.com/webhooks/signature, read 2026-11): HMAC-SHA256 over
/// `<time>.<raw body>`, keyed with the whole `whsec_…` text.
enum StripeSignature {
    /// `t=…,v1=…`, with one `v1` per secret while a secret is being rolled.
    static func header(for body: [UInt8], at seconds: Int64, secrets: [String]) -> String {
        (["t=\(seconds)"] + secrets.map { "v1=" + signature(of: body, at: seconds, secret: $0) })
            .joined(separator: ",")
    }

    static func signature(of body: [UInt8], at seconds: Int64, secret: String) -> String {
        mac(of: Array("\(seconds).".utf8) + body, secret: secret)
    }

    static func mac(of message: [UInt8], secret: String) -> String {
        HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Array(secret.utf8))).hex
    }
}
