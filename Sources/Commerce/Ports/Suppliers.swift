// SPDX-License-Identifier: Apache-2.0

package import Policy

/// One of those who make eSIMs, with what it can be asked besides making them.
package struct Supplier: Sendable {
    package let fulfiller: any Fulfiller
    /// Nil where nobody says what it asks today.
    package let priceList: (any SupplierPriceList)?
    /// Nil where there is no account to look at.
    package let account: (any SupplierAccount)?

    package init(
        _ fulfiller: any Fulfiller, priceList: (any SupplierPriceList)? = nil, account: (any SupplierAccount)? = nil
    ) {
        self.fulfiller = fulfiller
        self.priceList = priceList
        self.account = account
    }

    package var recipient: RecipientID { fulfiller.recipient }
}

/// Those a shop orders from. Which of them is asked for a plan, and in which order, the plan says.
package struct Suppliers: Sendable {
    package let all: [Supplier]

    package init(_ all: [Supplier]) {
        self.all = all
    }

    /// Nil when the business does not work with it any more.
    package subscript(recipient: RecipientID) -> Supplier? { all.first { $0.recipient == recipient } }
}
