// SPDX-License-Identifier: Apache-2.0

/// What the supplier sells today. Asking tells it nothing about anybody.
package protocol SupplierPriceList: Sendable {
    /// Everything in the list, top-ups too; nil when there was no answer worth reading.
    func packages() async throws -> [SupplierOffer]?
}

/// A package in the supplier's list.
package struct SupplierOffer: Hashable, Sendable {
    package let code: String
    /// Ten-thousandths of a US dollar.
    package let price: Int64
    /// In all, or for each day where the package renews daily.
    package let bytes: Int64
    package let days: Int

    package init(code: String, price: Int64, bytes: Int64, days: Int) {
        self.code = code
        self.price = price
        self.bytes = bytes
        self.days = days
    }
}
