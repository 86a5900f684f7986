// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Every statement about payments.
enum PaymentQueries {
    static func insert(_ payment: Payment, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO payments
                (id, order_id, attempt, processor, person_id, state, amount, currency, received, expires_at, begun_at,
                 changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
            """,
            payment.id, payment.order, payment.attempt, payment.processor.name, payment.person, payment.state,
            payment.amount.minorUnits, payment.amount.currency, payment.received, payment.expiresAt, now)
    }

    static func payment(_ id: ID<Payment>, in session: any SQLSession) throws -> Payment? {
        try session.first(columns + " WHERE id = $1", id, map: payment)
    }

    /// Oldest first.
    static func payments(of order: ID<Order>, in session: any SQLSession) throws -> [Payment] {
        try session.query(columns + " WHERE order_id = $1 ORDER BY attempt", order, map: payment)
    }

    static func payment(referenceDigest digest: [UInt8], in session: any SQLSession) throws -> Payment? {
        try session.first(columns + " WHERE reference_digest = $1", digest, map: payment)
    }

    static func payment(chargeDigest digest: [UInt8], in session: any SQLSession) throws -> Payment? {
        try session.first(columns + " WHERE charge_digest = $1 LIMIT 1", digest, map: payment)
    }

    /// Writes down what the gateway answered. A payment that has moved on since keeps its state.
    static func open(
        _ id: ID<Payment>, reference: Sealed, digest: [UInt8], page: Sealed, expiresAt: Instant, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE payments SET reference = $2, reference_digest = $3, page = $4, expires_at = $5, changed_at = $6,
                state = CASE WHEN state = 'beginning' THEN 'open' ELSE state END
            WHERE id = $1 AND person_id IS NOT NULL
            """, id, reference, digest, page, expiresAt, now)
    }

    static func move(_ id: ID<Payment>, to state: PaymentState, at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE payments SET state = $2, changed_at = $3 WHERE id = $1", id, state, now)
    }

    /// Part of the amount has arrived, or has been taken off again.
    static func receive(_ amount: Int64, for id: ID<Payment>, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE payments SET received = received + $2, changed_at = $3 WHERE id = $1", id, amount, now)
    }

    /// What has arrived by bank transfer for an order.
    static func received(for order: Order, in session: any SQLSession) throws -> Money {
        let sum: Int64? = try session.first(
            "SELECT COALESCE(sum(received), 0) FROM payments WHERE order_id = $1", order.id
        ) { try $0[0] }
        return Money(minorUnits: sum ?? 0, currency: order.amount.currency)
    }

    static func recordCharge(
        _ id: ID<Payment>, charge: Sealed, digest: [UInt8], in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE payments SET charge = $2, charge_digest = $3 WHERE id = $1 AND person_id IS NOT NULL",
            id, charge, digest)
    }

    static func recordCard(_ id: ID<Payment>, card: Sealed, in session: any SQLSession) throws {
        try session.execute("UPDATE payments SET card = $2 WHERE id = $1 AND person_id IS NOT NULL", id, card)
    }

    private static let columns = """
        SELECT id, order_id, attempt, person_id, state, amount, currency, reference, charge, page, card, expires_at,
            processor, received
        FROM payments
        """

    private static func payment(_ row: SQLRow) throws -> Payment {
        let id: ID<Payment> = try row[0]
        func value(_ column: Int, _ field: SealedField) throws -> SealedValue? {
            let sealed: Sealed? = try row[column]
            return sealed.map { SealedValue($0, in: field, row: id.bytes) }
        }
        return Payment(
            id: id, order: try row[1], attempt: try row[2], processor: RecipientID(try row[12]), person: try row[3],
            state: try row[4], amount: Money(minorUnits: try row[5], currency: try row[6]), received: try row[13],
            reference: try value(7, .paymentReference), charge: try value(8, .paymentCharge),
            page: try value(9, .paymentPage), card: try value(10, .paymentCard), expiresAt: try row[11])
    }
}
