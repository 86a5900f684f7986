// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Every statement about the supplier's side of order lines.
enum SupplyQueries {
    /// Written before the supplier is asked; a line has one supply for ever.
    static func insert(
        _ line: OrderLine, of order: Order, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO supplies (id, order_id, person_id, state, tries, ordered_at, changed_at, supplier, package)
            VALUES ($1, $2, $3, 'ordering', 0, $4, $4, $5, 0)
            ON CONFLICT (id) DO NOTHING
            """, line.id, order.id, order.person, now, line.supplierPackage.supplier.name)
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

    /// Written before the supplier is asked. False when somebody else asks, or asked, since the supply was read.
    static func claim(_ supply: Supply, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE supplies SET asked_at = $4, changed_at = $4
            WHERE id = $1 AND state = 'ordering' AND package = $2 AND COALESCE(asked_at, -1) = $3
            """, supply.line, supply.position, supply.askedAt?.milliseconds ?? -1, now) == 1
    }

    /// The supplier accepted. Nothing changes when that was known, or the buyer has been erased.
    static func accept(
        _ supply: Supply, reference: Sealed, digest: [UInt8], cost: Int64, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE supplies SET state = 'ordered', reference = $2, reference_digest = $3, problem = NULL, cost = $5,
                ordered_at = $4, changed_at = $4
            WHERE id = $1 AND state = 'ordering' AND package = $6 AND person_id IS NOT NULL
            """, supply.line, reference, digest, now, cost, supply.position)
    }

    /// The supplier certainly does not have the order: the package at this place is asked for next. False when that was known.
    static func decline(
        _ supply: Supply, _ problem: String, next position: Int, from supplier: RecipientID, at now: Instant,
        in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE supplies SET state = 'ordering', package = $3, supplier = $4, problem = $5, asked_at = NULL,
                reference = NULL, reference_digest = NULL, cost = NULL, ordered_at = $6, changed_at = $6
            WHERE id = $1 AND package = $2 AND state = $7 AND COALESCE(asked_at, -1) = $8
            """,
            supply.line, supply.position, position, supplier.name, problem, now, supply.state,
            supply.askedAt?.milliseconds ?? -1) == 1
    }

    /// A top-up is with its eSIM.
    static func conclude(_ line: ID<OrderLine>, cost: Int64, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE supplies SET state = 'supplied', problem = NULL, cost = $2, changed_at = $3
            WHERE id = $1 AND state <> 'supplied'
            """, line, cost, now)
    }

    /// The supplier said no: it does not have what it was asked for.
    static func unclaim(_ line: ID<OrderLine>, in session: any SQLSession) throws {
        try session.execute("UPDATE supplies SET asked_at = NULL WHERE id = $1 AND state = 'ordering'", line)
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

    /// Gives every line that failed a fresh set of tries: the supplier knows the transaction still. Where no supplier can have the
    /// order the first is asked first again.
    static func retryAll(of order: ID<Order>, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE supplies SET tries = 0, ordered_at = $2, changed_at = $2,
                package = CASE WHEN reference IS NULL AND asked_at IS NULL THEN 0 ELSE package END,
                supplier = CASE WHEN reference IS NULL AND asked_at IS NULL
                    THEN (SELECT l.supplier FROM order_lines AS l WHERE l.id = supplies.id) ELSE supplier END,
                state = CASE WHEN state = 'failed' AND reference IS NULL THEN 'ordering'
                    WHEN state = 'failed' THEN 'ordered' ELSE state END
            WHERE order_id = $1 AND state <> 'supplied'
            """, order, now)
    }

    private static let columns = """
        SELECT id, order_id, person_id, state, tries, reference, problem, ordered_at, supplier, package, asked_at, changed_at
        FROM supplies
        """

    private static func supply(_ row: SQLRow) throws -> Supply {
        let line: ID<OrderLine> = try row[0]
        let reference: Sealed? = try row[5]
        return Supply(
            line: line, order: try row[1], person: try row[2], state: try row[3], tries: try row[4],
            supplier: RecipientID(try row[8]), position: try row[9], askedAt: try row[10],
            reference: reference.map { SealedValue($0, in: .supplyReference, row: line.bytes) }, problem: try row[6],
            orderedAt: try row[7], changedAt: try row[11])
    }
}
