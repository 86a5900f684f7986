// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement that only a restored shop is asked.
enum ReconciliationQueries {
    /// Payments the gateway may have decided since, with their orders.
    static func underWay(in session: any SQLSession) throws -> [(Payment, Order)] {
        let ids: [ID<Payment>] = try session.query(
            "SELECT id FROM payments WHERE state IN ('beginning', 'open', 'pending') ORDER BY id"
        ) { try $0[0] }
        return try ids.compactMap { id in
            guard let payment = try PaymentQueries.payment(id, in: session),
                let order = try OrderQueries.order(payment.order, in: session)
            else { return nil }
            return (payment, order)
        }
    }

    static func isLine(_ line: ID<OrderLine>, in session: any SQLSession) throws -> Bool {
        try session.first("SELECT 1 FROM order_lines WHERE id = $1", line) { _ in true } ?? false
    }

    /// Orders of which something is still to be mailed.
    static func ordersWithMailsToCome(in session: any SQLSession) throws -> [Order] {
        let ids: [ID<Order>] = try session.query(
            """
            SELECT id FROM orders WHERE state IN ('paid', 'delivering', 'needs-attention', 'refunding')
                OR id IN (SELECT order_id FROM order_mails WHERE state = 'queued')
            ORDER BY placed_at, id
            """
        ) { try $0[0] }
        return try ids.compactMap { try OrderQueries.order($0, in: session) }
    }
}
