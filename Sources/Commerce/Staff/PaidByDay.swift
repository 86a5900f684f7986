// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

extension WorkOnOrders {
    /// How many orders were paid of those placed in each of `days` days from the midnight at `start`: numbers about nobody,
    /// which every colleague may see. Nil for anybody else.
    package func paid(from start: Instant, days: Int, as caller: Caller) async throws -> [Int]? {
        guard case .staff = caller else { return nil }
        let end = start + .days(days)
        let found = try await foundation.data.read { try StaffQueries.paidByDay(from: start, to: end, in: $0) }
        return (0..<days).map { found[$0, default: 0] }
    }
}
