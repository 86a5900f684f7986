// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about refunds.
enum RefundQueries {
    static func insert(_ refund: Refund, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO refunds
                (id, payment_id, order_id, person_id, amount, currency, reason, state, key_number, requested_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            """, refund.id, refund.payment, refund.order, refund.person, refund.amount.minorUnits,
            refund.amount.currency, refund.reason, refund.state, refund.keyNumber, refund.requestedAt)
    }

    /// One over what is left of the payment; none when all of it went back or is on its way.
    static func insertRest(
        of payment: Payment, _ id: ID<Refund>, because reason: RefundReason, at now: Instant, in session: any SQLSession
    ) throws {
        let left = try left(of: payment, in: session)
        guard left.minorUnits > 0 else { return }
        try insert(Refund(id, of: payment, left, because: reason, at: now), in: session)
    }

    /// What has neither gone back nor is on its way.
    static func left(of payment: Payment, in session: any SQLSession) throws -> Money {
        let gone = try refunds(of: payment.id, in: session).filter(\.state.counts).map(\.amount.minorUnits)
        return Money(minorUnits: payment.amount.minorUnits - gone.reduce(0, +), currency: payment.amount.currency)
    }

    /// What has gone back of an order.
    static func back(of order: Order, in session: any SQLSession) throws -> Money {
        let gone = try refunds(of: order.id, in: session).filter { $0.state == .refunded }.map(\.amount.minorUnits)
        return Money(minorUnits: gone.reduce(0, +), currency: order.amount.currency)
    }

    static func refunds(of order: ID<Order>, in session: any SQLSession) throws -> [Refund] {
        try session.query(columns + " WHERE order_id = $1 ORDER BY requested_at, id", order, map: refund)
    }

    static func refunds(of payment: ID<Payment>, in session: any SQLSession) throws -> [Refund] {
        try session.query(columns + " WHERE payment_id = $1 ORDER BY requested_at, id", payment, map: refund)
    }

    static func refund(_ id: ID<Refund>, in session: any SQLSession) throws -> Refund? {
        try session.first(columns + " WHERE id = $1", id, map: refund)
    }

    static func refund(referenceDigest digest: [UInt8], in session: any SQLSession) throws -> Refund? {
        try session.first(columns + " WHERE reference_digest = $1", digest, map: refund)
    }

    /// Written before it is sent, so that the next try knows that this one may have arrived.
    static func send(_ id: ID<Refund>, under number: Int, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE refunds SET key_number = $2, sent_at = $3, changed_at = $3 WHERE id = $1", id, number, now)
    }

    static func record(
        _ id: ID<Refund>, reference: Sealed, digest: [UInt8], in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE refunds SET reference = $2, reference_digest = $3
            WHERE id = $1 AND reference_digest IS NULL AND person_id IS NOT NULL
            """, id, reference, digest)
    }

    static func move(
        _ id: ID<Refund>, to state: Refund.State, problem: String? = nil, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE refunds SET state = $2, problem = $3, changed_at = $4 WHERE id = $1", id, state, problem, now)
    }

    private static let columns = """
        SELECT id, payment_id, order_id, person_id, amount, currency, reason, state, problem, reference, key_number,
            sent_at, requested_at
        FROM refunds
        """

    private static func refund(_ row: SQLRow) throws -> Refund {
        let id: ID<Refund> = try row[0]
        let reference: Sealed? = try row[9]
        return Refund(
            id: id, payment: try row[1], order: try row[2], person: try row[3],
            amount: Money(minorUnits: try row[4], currency: try row[5]), reason: try row[6], state: try row[7],
            problem: try row[8], reference: reference.map { SealedValue($0, in: .refundReference, row: id.bytes) },
            keyNumber: try row[10], sentAt: try row[11], requestedAt: try row[12])
    }
}
