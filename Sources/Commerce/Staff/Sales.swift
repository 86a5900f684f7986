// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// What was sold since some moment, money that is on its way back left out.
package struct Sales: Hashable, Sendable {
    package let count: Int
    /// One for each currency that something was sold in.
    package let amounts: [Money]
}

extension WorkOnOrders {
    /// Nothing for whoever may not see orders.
    package func sales(since start: Instant, as caller: Caller) async throws -> Sales? {
        guard caller.mayWorkOnOrders else { return nil }
        let sold = try await foundation.data.read { try StaffQueries.sales(since: start, in: $0) }
        return Sales(count: sold.map(\.count).reduce(0, +), amounts: sold.map(\.amount))
    }
}
