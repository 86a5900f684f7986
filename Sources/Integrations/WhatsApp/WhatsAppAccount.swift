// SPDX-License-Identifier: Apache-2.0

/// The app at Meta through which this installation reaches WhatsApp: one for all its organisations. Prints masked.
package struct WhatsAppApp: Sendable {
    /// Keys the signature of everything Meta posts to us.
    package let secret: String
    /// What Meta has to say when it asks whether our address is ours.
    package let verifyToken: String
    /// Without a final slash.
    package let baseURL: String
    /// Of the Graph API, as `v23.0`.
    package let version: String

    package static let address = "https://graph.facebook.com"

    package init(
        secret: String, verifyToken: String, baseURL: String = Self.address, version: String = "v23.0"
    ) {
        self.secret = secret
        self.verifyToken = verifyToken
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.version = version
    }
}

/// An organisation's WhatsApp Business account. Prints masked.
package struct WhatsAppAccount: Sendable {
    package let token: String
    /// The number Meta gives the account (WABA).
    package let account: String

    package init(token: String, account: String) {
        self.token = token
        self.account = account
    }
}

extension WhatsAppApp: CustomStringConvertible, CustomReflectable {
    package var description: String { "WhatsApp app" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension WhatsAppAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "WhatsApp account" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
