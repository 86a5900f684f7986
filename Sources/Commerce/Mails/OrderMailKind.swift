// SPDX-License-Identifier: Apache-2.0

import Storage

package enum OrderMailKind: String, Sendable, CaseIterable, SQLEnum {
    case confirmation
    /// Part of the price has come by bank transfer: what is missing.
    case moneyShort = "money-short"
    /// Paid, and looked at by a person of ours first.
    case held
    case activation
    case toppedUp = "topped-up"
    case delayed
    case needsAttention = "needs-attention"
    case refunded
    /// Part of the price went back, and the order goes on.
    case partRefunded = "part-refunded"
    /// We received the statement that the buyer withdraws, and when.
    case withdrawal
    /// What followed from it, when no money goes back.
    case withdrawalDeclined = "withdrawal-declined"
    /// Little data is left.
    case lowData = "low-data"
    /// It ends in a few days.
    case expiring
    /// The link to the order's page once more, for whoever lost it.
    case link
}

package enum OrderMailState: String, Sendable, CaseIterable, SQLEnum {
    case queued
    case sent
    /// The mail server refused it for good, or the one door stayed shut.
    case failed
    /// It may have gone out after the backup that the data came back from: not sent again but by a person.
    case unknown
}
