// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Figures for the morning, each read from an index alone.
enum MorningQueries {
    /// Orders of one quarter of an hour: every time zone's days begin at one.
    struct Quarter: Sendable {
        let start: Instant
        let state: OrderState
        let currency: Currency
        let count: Int
        let amount: Int64
    }

    private static let quarter: Int64 = 900_000

    static func quarters(since start: Instant, in session: any SQLSession) throws -> [Quarter] {
        try session.query(
            """
            SELECT placed_at / 900000, state, currency, count(*), sum(amount) FROM orders WHERE placed_at >= $1
            GROUP BY placed_at / 900000, state, currency
            """, start
        ) { row in
            let number: Int64 = try row[0]
            return Quarter(
                start: Instant(milliseconds: number * quarter), state: try row[1], currency: try row[2],
                count: try row[3], amount: try row[4])
        }
    }

    /// What went back of orders that are sold all the same.
    static func partsGivenBack(since start: Instant, in session: any SQLSession) throws -> [Quarter] {
        try session.query(
            """
            SELECT o.placed_at / 900000, o.state, o.currency, count(*), sum(r.amount) FROM refunds r
            JOIN orders o ON o.id = r.order_id
            WHERE r.state = 'refunded' AND r.requested_at >= $1 AND o.placed_at >= $1
                AND o.state IN ('paid', 'held', 'delivering', 'delivered', 'needs-attention')
            GROUP BY o.placed_at / 900000, o.state, o.currency
            """, start
        ) { row in
            let number: Int64 = try row[0]
            return Quarter(
                start: Instant(milliseconds: number * quarter), state: try row[1], currency: try row[2],
                count: try row[3], amount: try row[4])
        }
    }

    static func supplyProblems(
        since start: Instant, in session: any SQLSession
    ) throws -> [Morning.SupplyProblem] {
        try session.query(
            """
            SELECT problem, count(*), max(changed_at) FROM supplies WHERE problem IS NOT NULL AND changed_at >= $1
            GROUP BY problem ORDER BY count(*) DESC, problem LIMIT 20
            """, start
        ) { row in Morning.SupplyProblem(code: try row[0], count: try row[1], lastAt: try row[2]) }
    }
}
