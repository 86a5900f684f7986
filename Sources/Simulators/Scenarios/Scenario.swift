// SPDX-License-Identifier: Apache-2.0

/// The switches of one provider, all off at first. Names are those of the JSON in `/control/scenarios/{provider}`.
struct Scenario: Hashable, Sendable {
    // Inbound calls
    var latencyMilliseconds = 0
    var failNext = 0
    var failAlways = false
    var failStatus = 503
    /// The provider's own error code.
    var failCode = ""
    /// Only calls whose method and path, `POST /…`, contain this fail or lose their answer; empty means all.
    var path = ""
    var loseAnswers = 0

    // Webhooks
    /// How often each notification is sent.
    var webhookCopies = 1
    /// Copies all at once instead of one after another.
    var webhookParallel = false
    /// Copies carry ids of their own, as when the provider itself did a thing twice.
    var webhookFreshIDs = false
    var webhookHold = false
    var webhookDelayMilliseconds = 0
    /// Collects this many notifications, then sends them last first.
    var webhookReorder = 0
    /// The card page waits until the webhooks have been tried before it sends the buyer back.
    var webhookBeforeRedirect = false

    // Stripe
    /// `succeeded`, `pending` or `failed`.
    var refundOutcome = "succeeded"

    // eSIM Access and Airalo
    var stopAllocating = false
    /// Package codes or slugs without stock, separated by commas; `*` is all of them.
    var outOfStock = ""
    var noBalance = false
    /// Prices that moved, as `JP0530=42000,KR0107=8000`, in US dollars × 10,000; at Airalo in cents.
    var newPrices = ""
    /// Package codes the supplier no longer has, separated by commas.
    var discontinued = ""
    var skipWebhooks = false

    // Airalo
    /// Orders in the queue come to nothing.
    var failOrders = false
    /// Notifications are signed with another secret.
    var forgeSignatures = false

    // WhatsApp
    /// Messages are taken, and then reported as failed with this code.
    var failReports = ""
    // Language models
    /// `answer`, `refuse`, `filter` (the content filter), `cut` (too long), `garbage` (not the shape asked for), `invent` (a placeholder
    /// nobody sent) or `break` (an error in an answer that began well).
    var modelMode = "answer"
    /// The content to answer with, as JSON, instead of the world's own.
    var modelAnswer = ""

    // Mail
    /// `accept`, `greylist` (451), `reject` (550), `slow`, `drop` (after the message, unkept), `plain` (no STARTTLS) or
    /// `refuse` (554 instead of a greeting).
    var mailMode = "accept"
}
