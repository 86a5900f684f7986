// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// A business's bot and its support group on Telegram. Prints masked.
package struct TelegramAccount: Sendable {
    package let recipient: RecipientID
    /// From @BotFather; stands in the path of every call.
    package let token: String
    /// The number of the support group, a supergroup with topics: `-100…`.
    package let chat: Int64
    /// What Telegram carries in `X-Telegram-Bot-Api-Secret-Token`; letters, digits, `_` and `-`, at most 256.
    package let webhookSecret: String
    /// Whose account on Telegram is which member of staff's. Nobody else's words in the group reach a visitor.
    package let staff: [Int64: EmailAddress]
    /// Where Telegram reaches us when that is not the shop's own origin; for demo and tests.
    package let webhookOrigin: String?
    /// Without a final slash.
    package let baseURL: String

    package init(
        recipient: RecipientID = RecipientID("telegram"), token: String, chat: Int64, webhookSecret: String,
        staff: [Int64: EmailAddress], webhookOrigin: String? = nil, baseURL: String = "https://api.telegram.org"
    ) {
        self.recipient = recipient
        self.token = token
        self.chat = chat
        self.webhookSecret = webhookSecret
        self.staff = staff
        self.webhookOrigin = webhookOrigin
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    }
}

extension TelegramAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "Telegram bot" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
