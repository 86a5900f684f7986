// SPDX-License-Identifier: Apache-2.0

/// A part of the program that touches personal data: a business may switch it on only if its policy declares what it needs.
package enum PolicyFeature: String, Sendable, CaseIterable, Codable {
    /// Buying with an e-mail address and no account.
    case guestCheckout = "guest-checkout"
    /// Payment on Stripe's own page.
    case stripeCheckout = "stripe-checkout"
    /// Payment from one's own bank by a VietQR code.
    case bankTransfer = "bank-transfer"
    /// Supply, usage and top-up of eSIMs by eSIM Access.
    case esimAccess = "esim-access"
    /// The same by Airalo, for plans that name it.
    case airalo
    /// Confirmation and activation by mail.
    case orderMail = "order-mail"
    /// Mails that tell a buyer once that little data is left, and once that an eSIM ends soon.
    case usageNotices = "usage-notices"
    /// The order page behind a signed link.
    case orderPage = "order-page"
    /// Verified requests to see, correct or erase one's data.
    case rightsRequests = "rights-requests"
    /// Staff who sign in and work on orders.
    case staffConsole = "staff-console"
    /// Counting the visits of people who allow it, about nobody.
    case analytics
    /// The chat on our own pages, answered at the console.
    case liveChat = "live-chat"
    /// Chat carried to a Telegram group, and answered from there.
    case telegramBridge = "telegram-bridge"
    /// Messages of the organisation's own WhatsApp numbers, answered at the console.
    case whatsApp = "whatsapp"
    /// Summary, mood and replies suggested to staff, worked out by this server itself.
    case assistance
    /// The same by models of OpenAI, where an organisation has an account there.
    case openAI = "openai"
    /// The same by models behind OpenRouter.
    case openRouter = "openrouter"
}
