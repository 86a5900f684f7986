// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about what is left at suppliers.
enum SupplierBalanceQueries {
    struct Kept: Sendable {
        let supplier: RecipientID
        let balance: Int64
        let askedAt: Instant
        let lowSince: Instant?
    }

    static func balances(in session: any SQLSession) throws -> [Kept] {
        try session.query("SELECT supplier, balance, asked_at, low_since FROM supplier_balances ORDER BY supplier") {
            row in
            Kept(
                supplier: RecipientID(try row[0]), balance: try row[1], askedAt: try row[2], lowSince: try row[3])
        }
    }

    static func put(
        _ balance: Int64, of supplier: RecipientID, lowSince: Instant?, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO supplier_balances (supplier, balance, asked_at, low_since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (supplier) DO UPDATE SET balance = excluded.balance, asked_at = excluded.asked_at,
                low_since = excluded.low_since
            """, supplier.name, balance, now, lowSince)
    }

    /// What was ordered since, in ten-thousandths of a US dollar. Read from an index alone.
    static func spent(since start: Instant, in session: any SQLSession) throws -> [RecipientID: Int64] {
        let found: [(RecipientID, Int64)] = try session.query(
            """
            SELECT supplier, COALESCE(SUM(cost), 0) FROM supplies WHERE ordered_at >= $1 AND cost IS NOT NULL
            GROUP BY supplier
            """, start
        ) { row in (RecipientID(try row[0]), try row[1]) }
        return Dictionary(found) { first, _ in first }
    }

    /// Orders that a person has to look at because a supplier's account was empty.
    static func ordersStuck(in session: any SQLSession) throws -> [ID<Order>] {
        try session.query(
            """
            SELECT DISTINCT o.id FROM orders AS o JOIN supplies AS s ON s.order_id = o.id
            WHERE o.state = $1 AND s.state = 'failed' AND s.problem = $2 ORDER BY o.id LIMIT 500
            """, OrderState.needsAttention, SupplyRefusal.noBalance.code
        ) { try $0[0] }
    }
}
