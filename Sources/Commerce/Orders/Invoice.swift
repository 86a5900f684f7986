// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
package import Values
package import Vault

/// What accounting law makes us keep of a sale: its number, day, contents and amount. Nothing about the buyer.
///
/// Sealed at once under the key of its end year, which is destroyed when that year is over.
package struct Invoice: Sendable {
    package let order: ID<Order>
    /// As the policy of that day names it: `accounting`.
    package let basis: String
    package let endYear: Int
    /// Whose key opens the content.
    package let holder: PersonID
    package let content: SealedValue
}

/// The content of an invoice in clear.
package struct InvoiceContent: Codable, Hashable, Sendable {
    package struct Line: Codable, Hashable, Sendable {
        package let name: String
        package let quantity: Int
        package let unitPrice: Int64
    }

    package let number: String
    /// ISO 8601, UTC.
    package let placedAt: String
    package let lines: [Line]
    /// What a coupon took off, in minor units; nil for orders without one.
    package let discount: Int64?
    /// Minor units, tax included, after the discount.
    package let amount: Int64
    package let currency: Currency
    /// What of the amount is tax, and at which rate; nil where none was named.
    package let tax: Int64?
    package let taxPercent: Int?

    init(_ order: Order, _ lines: [OrderLine], discount: Money? = nil, taxPercent: Int?) {
        self.discount = discount?.minorUnits
        number = order.number.text
        placedAt = order.placedAt.description
        self.lines = lines.map {
            Line(name: $0.name.vietnamese, quantity: $0.quantity, unitPrice: $0.unitPrice.minorUnits)
        }
        amount = order.amount.minorUnits
        currency = order.amount.currency
        tax = taxPercent.map { percent in
            // Of an amount that contains it, rounded half up.
            let (share, whole) = (Int64(percent), Int64(100 + percent))
            return (order.amount.minorUnits * share * 2 + whole) / (whole * 2)
        }
        self.taxPercent = taxPercent
    }

    package init(text: String) throws {
        self = try JSONDecoder().decode(InvoiceContent.self, from: Data(text.utf8))
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
