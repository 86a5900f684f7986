// SPDX-License-Identifier: Apache-2.0

/// A business's account at eSIM Access. Prints masked.
package struct ESIMAccessAccount: Sendable {
    /// Where its notifications come from (esimaccess.com webhook page, read 2026-11). They are not signed.
    package static let senders: Set<String> = [
        "3.1.131.226", "54.254.74.88", "18.136.190.97", "18.136.60.197", "18.136.19.137",
    ]

    package static let address = "https://api.esimaccess.com"

    package let accessCode: String
    package let secretKey: String
    /// The last part of the address its notifications are posted to; all that tells them from a stranger's.
    package let webhookSecret: String
    /// Addresses notifications are taken from; empty takes them from anywhere, for demo and tests.
    package let allowedSenders: Set<String>
    /// Without a final slash. Elsewhere than eSIM Access's only in demo and tests: it has no sandbox.
    package let baseURL: String

    package init(
        accessCode: String, secretKey: String,
        webhookSecret: String, allowedSenders: Set<String> = ESIMAccessAccount.senders,
        baseURL: String = ESIMAccessAccount.address
    ) {
        self.accessCode = accessCode
        self.secretKey = secretKey
        self.webhookSecret = webhookSecret
        self.allowedSenders = allowedSenders
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    }
}

extension ESIMAccessAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "eSIM Access account" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
