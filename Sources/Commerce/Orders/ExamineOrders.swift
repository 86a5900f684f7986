// SPDX-License-Identifier: Apache-2.0

package import Storage
import Values
package import Vault

/// Looks for orders that were changed past the program, in the database itself.
package struct ExamineOrders: Sendable {
    package struct Report: Hashable, Sendable {
        package var count = 0
        /// Numbers of the orders that are not as the program wrote them, or that cannot be read any more.
        package var changed: [String] = []

        /// The first of them, for people.
        package var named: String {
            changed.prefix(10).joined(separator: ", ") + (changed.count > 10 ? " …" : "")
        }
    }

    private static let ordersPerRead = 500

    let data: any Database
    let seals: OrderSeals

    package init(data: any Database, keys: OrganisationKeys) {
        self.data = data
        seals = OrderSeals(keys)
    }

    package func callAsFunction() async throws -> Report {
        var report = Report()
        var last: ID<Order>?
        while true {
            let after = last
            let orders = try await data.read {
                try OrderSealQueries.orders(after: after, limit: Self.ordersPerRead, in: $0)
            }
            guard let end = orders.last?.id else { return report }
            report.count += orders.count
            report.changed += orders.filter { !isIntact($0) }.map(\.number)
            last = end
        }
    }

    private func isIntact(_ stored: OrderSealQueries.StoredOrder) -> Bool {
        guard let order = stored.order, let lines = stored.lines else { return false }
        return stored.seal == seals.code(of: order) && stored.linesSeal == seals.code(of: lines, in: stored.id)
    }
}
