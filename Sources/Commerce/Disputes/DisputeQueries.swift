// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// Every statement about disputes.
enum DisputeQueries {
    static func insert(_ dispute: Dispute, digest: [UInt8], at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO disputes
                (id, order_id, payment_id, digest, state, reason, amount, currency, due_at, withdrawn_at, reinstated_at,
                 raised_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, dispute.id, dispute.order, dispute.payment, digest, dispute.state, dispute.reason,
            dispute.amount?.minorUnits, dispute.amount?.currency, dispute.dueAt, dispute.withdrawnAt,
            dispute.reinstatedAt, dispute.raisedAt, now)
    }

    static func change(_ dispute: Dispute, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE disputes SET state = $2, due_at = $3, withdrawn_at = $4, reinstated_at = $5, changed_at = $6
            WHERE id = $1
            """, dispute.id, dispute.state, dispute.dueAt, dispute.withdrawnAt, dispute.reinstatedAt, now)
    }

    static func dispute(digest: [UInt8], in session: any SQLSession) throws -> Dispute? {
        try session.first(columns + " WHERE digest = $1", digest, map: dispute)
    }

    /// Oldest first.
    static func disputes(of order: ID<Order>, in session: any SQLSession) throws -> [Dispute] {
        try session.query(columns + " WHERE order_id = $1 ORDER BY raised_at, id", order, map: dispute)
    }

    /// What of all open disputes there is to know in the morning.
    static func open(in session: any SQLSession) throws -> [OpenDispute] {
        try session.query(
            """
            SELECT state, due_at, amount, currency, withdrawn_at, reinstated_at FROM disputes
            WHERE state IN ('inquiry', 'needs-response', 'under-review')
            """
        ) { row in
            let (withdrawn, reinstated): (Instant?, Instant?) = (try row[4], try row[5])
            return OpenDispute(
                state: try row[0], dueAt: try row[1],
                withheld: withdrawn != nil && reinstated == nil ? try amount(row, 2, 3) : nil)
        }
    }

    /// By the number of the day since `start`.
    static func byDay(
        from start: Instant, to end: Instant, in session: any SQLSession
    ) throws -> [Int: DisputedMoney] {
        let rows: [(day: Int, state: Dispute.State, count: Int, amount: Money?)] = try session.query(
            """
            SELECT (raised_at - $1) / 86400000, state, count(*), CAST(sum(amount) AS BIGINT), currency FROM disputes
            WHERE raised_at >= $1 AND raised_at < $2 GROUP BY 1, state, currency
            """, start, end
        ) { row in (try row[0], try row[1], try row[2], try amount(row, 3, 4)) }
        return rows.reduce(into: [:]) { days, row in
            days[row.day, default: DisputedMoney()].add(row.count, of: row.amount, isLost: row.state == .lost)
        }
    }

    private static let columns = """
        SELECT id, order_id, payment_id, state, reason, amount, currency, due_at, withdrawn_at, reinstated_at, raised_at
        FROM disputes
        """

    private static func dispute(_ row: SQLRow) throws -> Dispute {
        Dispute(
            id: try row[0], order: try row[1], payment: try row[2], state: try row[3], reason: try row[4],
            amount: try amount(row, 5, 6), dueAt: try row[7], withdrawnAt: try row[8], reinstatedAt: try row[9],
            raisedAt: try row[10])
    }

    private static func amount(_ row: SQLRow, _ units: Int, _ code: Int) throws -> Money? {
        guard let minorUnits: Int64 = try row[units], let currency: Currency = try row[code] else { return nil }
        return Money(minorUnits: minorUnits, currency: currency)
    }
}

/// One of the disputes that are not decided.
package struct OpenDispute: Hashable, Sendable {
    package let state: Dispute.State
    package let dueAt: Instant?
    /// Taken from the shop's account until it is decided.
    package let withheld: Money?
}
