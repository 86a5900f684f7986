// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about the supplier's side of order lines.
enum SupplyQueries {
    /// Written before the supplier is asked; a line has one supply for ever.
    static func insert(
        _ line: ID<OrderLine>, of order: Order, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO supplies (id, order_id, person_id, state, tries, ordered_at, changed_at)
            VALUES ($1, $2, $3, 'ordering', 0, $4, $4)
            ON CONFLICT (id) DO NOTHING
            """, line, order.id, order.person, now)
    }

    static func supplies(of order: ID<Order>, in session: any SQLSession) throws -> [Supply] {
        try session.query(columns + " WHERE order_id = $1 ORDER BY id", order, map: supply)
    }

    static func supply(of line: ID<OrderLine>, in session: any SQLSession) throws -> Supply? {
        try session.first(columns + " WHERE id = $1", line, map: supply)
    }

    static func supply(referenceDigest digest: [UInt8], in session: any SQLSession) throws -> Supply? {
        try session.first(columns + " WHERE reference_digest = $1 LIMIT 1", digest, map: supply)
    }

    /// The supplier accepted. Nothing changes when that was known, or the buyer has been erased.
    static func accept(
        _ line: ID<OrderLine>, reference: Sealed, digest: [UInt8], at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE supplies SET state = 'ordered', reference = $2, reference_digest = $3, problem = NULL, changed_at = $4
            WHERE id = $1 AND state = 'ordering' AND person_id IS NOT NULL
            """, line, reference, digest, now)
    }

    static func recordTrouble(
        _ line: ID<OrderLine>, _ problem: String, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE supplies SET tries = tries + 1, problem = $2, changed_at = $3
            WHERE id = $1 AND state IN ('ordering', 'ordered')
            """, line, problem, now)
    }

    static func move(
        _ line: ID<OrderLine>, to state: Supply.State, problem: String?, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE supplies SET state = $2, problem = $3, changed_at = $4 WHERE id = $1 AND state <> 'supplied'",
            line, state, problem, now)
    }

    /// Gives every line that failed a fresh set of tries: the supplier knows the transaction still.
    static func retryAll(of order: ID<Order>, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE supplies SET tries = 0, ordered_at = $2, changed_at = $2,
                state = CASE WHEN state = 'failed' AND reference IS NULL THEN 'ordering'
                    WHEN state = 'failed' THEN 'ordered' ELSE state END
            WHERE order_id = $1 AND state <> 'supplied'
            """, order, now)
    }

    private static let columns = """
        SELECT id, order_id, person_id, state, tries, reference, problem, ordered_at, changed_at FROM supplies
        """

    private static func supply(_ row: SQLRow) throws -> Supply {
        let line: ID<OrderLine> = try row[0]
        let reference: Sealed? = try row[5]
        return Supply(
            line: line, order: try row[1], person: try row[2], state: try row[3], tries: try row[4],
            reference: reference.map { SealedValue($0, in: .supplyReference, row: line.bytes) }, problem: try row[6],
            orderedAt: try row[7], changedAt: try row[8])
    }
}
