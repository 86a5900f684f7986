// SPDX-License-Identifier: Apache-2.0

import Commerce
import Metrics
import Policy
import Values

/// Lets whoever watches the server see what is left at a supplier, in US dollars.
struct MeteredAccount: SupplierAccount {
    let account: any SupplierAccount
    let supplier: RecipientID
    let business: String

    func balance() async throws -> Int64? {
        guard let balance = try await account.balance() else { return nil }
        Meter(
            label: "sampan.supplier.balance.dollars", dimensions: [("supplier", supplier.name), ("business", business)]
        ).set(Double(balance) / 10_000)
        return balance
    }

    func orders(since moment: Instant) async throws -> [SupplierRecord]? {
        try await account.orders(since: moment)
    }
}
