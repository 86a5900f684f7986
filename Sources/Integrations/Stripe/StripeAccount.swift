// SPDX-License-Identifier: Apache-2.0

/// A business's account at Stripe. Prints masked.
package struct StripeAccount: Sendable {
    /// The version of the API this adapter was written against; Stripe keeps it as it was.
    package static let apiVersion = "2026-06-24.dahlia"

    package static let address = "https://api.stripe.com"

    package let secretKey: String
    /// The whole `whsec_…` texts; two while a secret is being rolled.
    package let webhookSecrets: [String]
    /// Without a final slash. Elsewhere than Stripe's only in demo and tests.
    package let baseURL: String

    package init(
        secretKey: String, webhookSecrets: [String],
        baseURL: String = StripeAccount.address
    ) {
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
