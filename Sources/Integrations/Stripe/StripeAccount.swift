// SPDX-License-Identifier: Apache-2.0

package import Policy

/// A business's account at Stripe. Prints masked.
package struct StripeAccount: Sendable {
    /// The version of the API this adapter was written against; Stripe keeps it as it was.
    package static let apiVersion = "2026-06-24.dahlia"

    package let recipient: RecipientID
    package let secretKey: String
    /// The whole `whsec_…` texts; two while a secret is being rolled.
    package let webhookSecrets: [String]
    /// Without a final slash. Elsewhere than Stripe's only in demo and tests.
    package let baseURL: String

    package init(
        recipient: RecipientID = RecipientID("stripe"), secretKey: String, webhookSecrets: [String],
        baseURL: String = "https://api.stripe.com"
    ) {
        self.recipient = recipient
        self.secretKey = secretKey
        self.webhookSecrets = webhookSecrets.filter { !$0.isEmpty }
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    }

    /// Whether the key moves real money (`sk_live_…`, `rk_live_…`).
    package var isLive: Bool { secretKey.hasPrefix("sk_live_") || secretKey.hasPrefix("rk_live_") }
}

extension StripeAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "Stripe account, \(isLive ? "live" : "test")" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
