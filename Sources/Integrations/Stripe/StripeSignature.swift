// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Values

/// Checks that Stripe sent a webhook: HMAC-SHA256 over `t`, a full stop and the raw bytes, keyed with the whole
/// `whsec_…` text (docs.stripe.com/webhooks, "Verify manually"; stripe-python `_webhook.py`).
package enum StripeSignature {
    package enum Verdict: Hashable, Sendable {
        case genuine
        case refused(Refusal)
    }

    package enum Refusal: String, Hashable, Sendable {
        case headerMissing = "signature header missing"
        case headerMalformed = "signature header malformed"
        case noMatch = "no signature matches"
        case tooOld = "signature too old"
    }

    /// Any `v1` may match any of `secrets`: both are several while a secret is being rolled. Only the past is limited, as
    /// in Stripe's own libraries; `v0` and schemes to come are ignored.
    package static func verify(
        body: [UInt8], header: String?, secrets: [String], now: Instant, tolerance: Duration = .seconds(300)
    ) -> Verdict {
        guard let header, !header.isEmpty else { return .refused(.headerMissing) }
        guard let parsed = Header(header) else { return .refused(.headerMalformed) }
        let signed = [UInt8](parsed.timestamp.utf8) + [UInt8(ascii: ".")] + body
        let isGenuine = secrets.contains { secret in
            let key = SymmetricKey(data: [UInt8](secret.utf8))
            // Compares in constant time.
            return parsed.signatures.contains {
                HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: signed, using: key)
            }
        }
        guard isGenuine else { return .refused(.noMatch) }
        guard parsed.seconds >= now.seconds - tolerance.components.seconds else { return .refused(.tooOld) }
        return .genuine
    }

    private struct Header {
        /// As it was written, since that is what was signed.
        let timestamp: String
        let seconds: Int64
        let signatures: [[UInt8]]

        init?(_ text: String) {
            var timestamp: String?
            var signatures: [[UInt8]] = []
            for item in text.split(separator: ",", omittingEmptySubsequences: false).prefix(32) {
                let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard pair.count == 2 else { return nil }
                switch pair[0].trimmingSpaces() {
                case "t" where timestamp == nil: timestamp = pair[1].trimmingSpaces()
                case "v1": Self.bytes(hexadecimal: pair[1].trimmingSpaces()).map { signatures.append($0) }
                default: continue
                }
            }
            guard let timestamp, let seconds = Int64(timestamp), !signatures.isEmpty else { return nil }
            self.timestamp = timestamp
            self.seconds = seconds
            self.signatures = signatures
        }

        /// Nil for anything but 64 hexadecimal digits.
        private static func bytes(hexadecimal text: String) -> [UInt8]? {
            let digits = text.utf8.compactMap { byte in Character(Unicode.Scalar(byte)).hexDigitValue }
            guard text.utf8.count == 64, digits.count == 64 else { return nil }
            return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        }
    }
}
