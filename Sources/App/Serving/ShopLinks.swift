// SPDX-License-Identifier: Apache-2.0

import Commerce
import Conversations
import Rights
import Values

/// The absolute addresses that leave in mails and to the gateway: always of the configured origin.
struct ShopLinks: OrderAddresses, RightsAddresses, ChatAddresses {
    let origin: String

    func orderPage(_ token: String, in language: Language) -> String {
        "\(origin)/\(language.rawValue)/orders/\(token)"
    }

    /// The order page itself: it asks the gateway while the order waits for its money.
    func paymentReturn(_ token: String, in language: Language) -> String {
        orderPage(token, in: language)
    }

    func paymentCancelled(_ token: String, in language: Language) -> String {
        orderPage(token, in: language)
    }

    func correction(_ token: String, in language: Language) -> String {
        "\(origin)/\(language.rawValue)/email-corrections/\(token)"
    }

    func myData(_ token: RightsToken, in language: Language) -> String {
        "\(origin)/\(language.rawValue)/my-data/\(token.text)"
    }

    /// Where staff work.
    func console(in language: Language) -> String { "\(origin)/\(language.rawValue)/console" }

    /// Behind the `#`, which no server, proxy or log gets to see.
    func continuation(_ secret: ChatSecret, in language: Language) -> String {
        "\(origin)/\(language.rawValue)/contact#chat=\(secret.text)"
    }
}
