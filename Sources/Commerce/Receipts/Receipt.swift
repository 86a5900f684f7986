// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// What a buyer needs on paper: the books' own record of the sale, with how it was paid and what went back.
package struct Receipt: Sendable {
    package struct Line: Sendable {
        package let name: Wording
        package let quantity: Int
        package let unitPrice: Money
        package var total: Money { unitPrice * quantity }
    }

    package let number: OrderNumber
    package let placedAt: Instant
    package let paidAt: Instant?
    package let refundedAt: Instant?
    /// What went back while the sale stands; nil when nothing did.
    package let partsBack: Money?
    package let lines: [Line]
    package let total: Money
    /// What of the total is tax; nil where the books name none.
    package let tax: Money?
    /// In hundredths.
    package let taxPercent: Int?
    /// `visa 4242`; nil when nobody told.
    package let card: Personal<String>?
}
