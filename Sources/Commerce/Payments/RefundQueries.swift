// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about refunds.
enum RefundQueries {
    /// A failed refund of the same payment is tried anew under the new id; any other stays as it is.
    static func insert(_ refund: Refund, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO refunds (id, payment_id, order_id, reason, state, requested_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6)
            ON CONFLICT (payment_id) DO UPDATE SET id = excluded.id, reason = excluded.reason, state = excluded.state,
                problem = NULL, changed_at = excluded.changed_at
            WHERE refunds.state = 'failed'
            """, refund.id, refund.payment, refund.order, refund.reason, refund.state, refund.requestedAt)
    }

    static func refunds(of order: ID<Order>, in session: any SQLSession) throws -> [Refund] {
        try session.query(
            """
            SELECT id, payment_id, order_id, reason, state, problem, requested_at
            FROM refunds WHERE order_id = $1 ORDER BY requested_at, id
            """, order
        ) { row in
            Refund(
                id: try row[0], payment: try row[1], order: try row[2], reason: try row[3], state: try row[4],
                problem: try row[5], requestedAt: try row[6])
        }
    }

    static func conclude(
        _ payment: ID<Payment>, _ state: Refund.State, problem: String?, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE refunds SET state = $2, problem = $3, changed_at = $4 WHERE payment_id = $1",
            payment, state, problem, now)
    }
}
