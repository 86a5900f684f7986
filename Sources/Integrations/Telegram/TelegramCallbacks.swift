// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Crypto
import Foundation
package import Values

/// Checks what is posted to the bot's webhook: by the secret we gave Telegram, which is all there is.
package struct TelegramCallbacks: CallbackReader {
    package let provider = "telegram"
    private let account: TelegramAccount

    package init(account: TelegramAccount) {
        self.account = account
    }

    package func verify(_ delivery: CallbackDelivery, at _: Instant) -> CallbackVerdict {
        let given = delivery.headers.first { $0.name.lowercased() == "x-telegram-bot-api-secret-token" }?.value
        // Comparing digests takes the same time wherever the first difference is.
        guard let given, !account.webhookSecret.isEmpty,
            SHA256.hash(data: [UInt8](given.utf8)) == SHA256.hash(data: [UInt8](account.webhookSecret.utf8))
        else { return .refused(reason: "wrong secret token") }
        guard let update = TelegramUpdate(delivery.body) else { return .refused(reason: "not an update") }
        return .genuine([CallbackMessage(event: "update:\(update.number)", body: delivery.body)])
    }

    /// Updates are read as `TelegramUpdate`; nothing in them is about payment or supply.
    package func read(_ body: [UInt8]) throws -> CallbackMeaning { .nothing }
}
