// SPDX-License-Identifier: Apache-2.0

package import Values

/// Our account with a supplier. Asking tells it nothing about anybody.
package protocol SupplierAccount: Sendable {
    /// What is left to order with, in ten-thousandths of a US dollar; nil when there was no answer worth reading.
    func balance() async throws -> Int64?

    /// Everything we ordered since a moment, top-ups too; nil when there was no answer worth reading.
    func orders(since moment: Instant) async throws -> [SupplierRecord]?
}

/// An order as the supplier's books have it.
package struct SupplierRecord: Hashable, Sendable {
    /// The supplier's order number.
    package let reference: String
    /// Our transaction as it travelled with the order; nil when the books do not carry it.
    package let transaction: String?

    package init(reference: String, transaction: String?) {
        self.reference = reference
        self.transaction = transaction
    }
}
