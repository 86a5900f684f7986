// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Every statement about incoming money and its uses. Open parts and uses change together and in no other place.
enum MoneyQueries {
    /// Writes an amount down, all of it open; false when it was known.
    static func take(
        _ money: IncomingMoney, digest: [UInt8], at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO incoming_money
                (id, source, digest, person_id, amount, currency, open_amount, reason, reference, content, payer,
                 received_at, recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (digest) DO NOTHING
            """,
            money.id, money.source.name, digest, money.person, money.amount.minorUnits, money.amount.currency,
            money.reason, money.reference?.sealed, money.content?.sealed, money.payer?.sealed, money.receivedAt, now)
            == 1
    }

    static func isKnown(_ digest: [UInt8], in session: any SQLSession) throws -> Bool {
        try session.first("SELECT id FROM incoming_money WHERE digest = $1", digest) { _ in true } ?? false
    }

    /// Gives a part of the open amount its use; false when not so much is open.
    static func use(_ use: MoneyUse, in session: any SQLSession) throws -> Bool {
        let taken = try session.execute(
            """
            UPDATE incoming_money SET open_amount = open_amount - $2,
                reason = CASE WHEN open_amount = $2 THEN NULL ELSE reason END
            WHERE id = $1 AND open_amount >= $2
            """, use.money, use.amount)
        guard taken == 1 else { return false }
        try session.execute(
            """
            INSERT INTO money_uses (id, money_id, kind, amount, payment_id, actor, detail, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, use.id, use.money, use.kind, use.amount, use.payment, use.actor, use.detail, use.at)
        return true
    }

    static func explain(
        _ money: ID<IncomingMoney>, _ reason: UnmatchedReason, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE incoming_money SET reason = $2 WHERE id = $1 AND open_amount > 0", money, reason)
    }

    /// What paid a payment is now something else.
    static func turn(
        _ payment: ID<Payment>, from kind: MoneyUse.Kind, to other: MoneyUse.Kind, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE money_uses SET kind = $3, at = $4 WHERE payment_id = $1 AND kind = $2", payment, kind, other, now)
    }

    /// The same for a part of it; a use that is larger is divided, and `id` names what is split off.
    static func turnPart(
        _ amount: Int64, of payment: ID<Payment>, from kind: MoneyUse.Kind, to other: MoneyUse.Kind,
        as id: ID<MoneyUse>, at now: Instant, in session: any SQLSession
    ) throws {
        let uses: [MoneyUse] = try session.query(
            useColumns + " WHERE payment_id = $1 AND kind = $2 ORDER BY at, id", payment, kind, map: use)
        var rest = amount
        for use in uses where rest > 0 {
            guard use.amount > rest else {
                rest -= use.amount
                _ = try turn(use.id, from: kind, to: other, at: now, in: session)
                continue
            }
            try session.execute("UPDATE money_uses SET amount = amount - $2 WHERE id = $1", use.id, rest)
            try session.execute(
                """
                INSERT INTO money_uses (id, money_id, kind, amount, payment_id, actor, detail, at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """, id, use.money, other, rest, payment, use.actor, use.detail, now)
            return
        }
    }

    static func turn(
        _ use: ID<MoneyUse>, from kind: MoneyUse.Kind, to other: MoneyUse.Kind, at now: Instant,
        in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            "UPDATE money_uses SET kind = $3, at = $4 WHERE id = $1 AND kind = $2", use, kind, other, now) == 1
    }

    /// Opens the amounts again that were used for a payment in this way.
    static func release(
        _ kind: MoneyUse.Kind, of payment: ID<Payment>, because reason: UnmatchedReason, at now: Instant,
        in session: any SQLSession
    ) throws {
        let uses: [(ID<MoneyUse>, ID<IncomingMoney>, Int64)] = try session.query(
            "SELECT id, money_id, amount FROM money_uses WHERE payment_id = $1 AND kind = $2", payment, kind
        ) { (try $0[0], try $0[1], try $0[2]) }
        for (use, money, amount) in uses { try release(use, of: money, amount, because: reason, at: now, in: session) }
    }

    static func release(
        _ use: ID<MoneyUse>, of money: ID<IncomingMoney>, _ amount: Int64, because reason: UnmatchedReason,
        at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute("UPDATE money_uses SET kind = 'released', at = $2 WHERE id = $1", use, now)
        try session.execute(
            "UPDATE incoming_money SET open_amount = open_amount + $2, reason = $3 WHERE id = $1", money, amount, reason
        )
    }

    /// Seals the amount's values under its buyer's key from now on.
    static func hand(_ money: IncomingMoney, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE incoming_money SET person_id = $2, reference = $3, content = $4, payer = $5 WHERE id = $1",
            money.id, money.person, money.reference?.sealed, money.content?.sealed, money.payer?.sealed)
    }

    static func money(_ id: ID<IncomingMoney>, in session: any SQLSession) throws -> IncomingMoney? {
        try session.first(columns + " WHERE id = $1", id, map: money)
    }

    static func uses(of money: ID<IncomingMoney>, in session: any SQLSession) throws -> [MoneyUse] {
        try session.query(useColumns + " WHERE money_id = $1 ORDER BY at, id", money, map: use)
    }

    static let columns = """
        SELECT id, source, amount, currency, open_amount, reason, person_id, reference, content, payer, received_at
        FROM incoming_money
        """

    static let useColumns = "SELECT id, money_id, kind, amount, payment_id, actor, detail, at FROM money_uses"

    static func money(_ row: SQLRow) throws -> IncomingMoney {
        let id: ID<IncomingMoney> = try row[0]
        let currency: Currency = try row[3]
        func value(_ column: Int, _ field: SealedField) throws -> SealedValue? {
            let sealed: Sealed? = try row[column]
            return sealed.map { SealedValue($0, in: field, row: id.bytes) }
        }
        return IncomingMoney(
            id: id, source: RecipientID(try row[1]), amount: Money(minorUnits: try row[2], currency: currency),
            open: Money(minorUnits: try row[4], currency: currency), reason: try row[5], person: try row[6],
            reference: try value(7, .moneyReference), content: try value(8, .moneyContent),
            payer: try value(9, .moneyPayer), receivedAt: try row[10])
    }

    static func use(_ row: SQLRow) throws -> MoneyUse {
        MoneyUse(
            id: try row[0], money: try row[1], kind: try row[2], amount: try row[3], payment: try row[4],
            actor: try row[5], detail: try row[6], at: try row[7])
    }
}
