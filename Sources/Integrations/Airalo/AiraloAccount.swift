// SPDX-License-Identifier: Apache-2.0

package import Policy

/// A business's account at Airalo (developers.partners.airalo.com, Partner API v2). Prints masked.
package struct AiraloAccount: Sendable {
    package let recipient: RecipientID
    package let clientID: String
    /// Buys tokens, and signs the webhooks.
    package let clientSecret: String
    /// Where finished orders are told of; orders are placed asynchronously when it is set, and made while we wait when it is not.
    package let orderWebhook: String?
    /// Without a final slash. Elsewhere than Airalo's only in demo and tests.
    package let baseURL: String

    package init(
        recipient: RecipientID = .airalo, clientID: String, clientSecret: String, orderWebhook: String? = nil,
        baseURL: String = "https://partners-api.airalo.com"
    ) {
        self.recipient = recipient
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.orderWebhook = orderWebhook
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    }

    /// After this long an order of which nothing is listed was not taken: one that is made while we wait stands in the list at
    /// once, one that waits in a queue has its place there within minutes. Neither is in the reference.
    var settles: Duration { orderWebhook == nil ? .seconds(300) : .seconds(900) }
}

extension AiraloAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "Airalo account" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
