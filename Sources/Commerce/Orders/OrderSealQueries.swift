// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Orders as they lie in the database, for comparing them with their codes.
enum OrderSealQueries {
    struct StoredOrder: Sendable {
        let id: ID<Order>
        /// As it stands in the row, whatever that is.
        let number: String
        /// Nil when the row holds what no order can.
        let order: Order?
        var lines: [OrderLine]?
        let seal: [UInt8]
        let linesSeal: [UInt8]
    }

    /// The next orders by id, with their lines.
    static func orders(after last: ID<Order>?, limit: Int, in session: any SQLSession) throws -> [StoredOrder] {
        let orders = try session.query(
            """
            SELECT id, number, kind, state, state_before_freeze, person_id, esim_id, amount, currency, language,
                policy_version, minimum_age, immediate_supply_agreed, placed_at, changed_at, seal, lines_seal
            FROM orders WHERE id > $1 ORDER BY id LIMIT $2
            """, last?.bytes ?? [], limit
        ) { row in
            StoredOrder(
                id: try row[0], number: try row[1], order: try? OrderQueries.order(row), seal: try row[15],
                linesSeal: try row[16])
        }
        return orders.map { stored in
            var stored = stored
            stored.lines = stored.order.flatMap { order in try? OrderQueries.lines(of: order, in: session) }
            return stored
        }
    }
}
