// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about coupons and their uses.
enum CouponQueries {
    static func insert(_ coupon: Coupon, at now: Instant, in session: any SQLSession) throws {
        let (percent, amounts): (Int, Prices) =
            switch coupon.worth {
            case .percent(let percent): (percent, Prices(vnd: 0, usdCents: 0))
            case .amount(let amounts): (0, amounts)
            }
        try session.execute(
            """
            INSERT INTO coupons
                (id, code, percent, amount_vnd, amount_usd, minimum_vnd, minimum_usd, destinations, starts_at, ends_at,
                 limit_total, limit_per_buyer, uses, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13)
            """,
            coupon.id, coupon.code.text, percent, amounts.vnd, amounts.usdCents, coupon.minimum.vnd,
            coupon.minimum.usdCents, coupon.destinations.sorted().joined(separator: ","), coupon.startsAt,
            coupon.endsAt, coupon.limit, coupon.limitPerBuyer, now)
    }

    static func coupon(_ code: CouponCode, in session: any SQLSession) throws -> Coupon? {
        try session.first(columns + " WHERE code = $1", code.text, map: coupon) ?? nil
    }

    /// Newest first.
    static func coupons(in session: any SQLSession) throws -> [Coupon] {
        try session.query(columns + " ORDER BY made_at DESC, id DESC LIMIT 500", map: coupon).compactMap(\.self)
    }

    /// Returns whether it was running.
    static func end(_ id: ID<Coupon>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute("UPDATE coupons SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, now) == 1
    }

    // MARK: Uses

    /// Takes one use while there is one. The row stays locked until the end of the transaction, so that two buyers of the
    /// last one come one after the other.
    static func take(_ id: ID<Coupon>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE coupons SET uses = uses + 1
            WHERE id = $1 AND ended_at IS NULL AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
                AND (limit_total IS NULL OR uses < limit_total)
            """, id, now) == 1
    }

    static func uses(of id: ID<Coupon>, by buyerDigest: [UInt8], in session: any SQLSession) throws -> Int {
        try session.first(
            "SELECT count(*) FROM coupon_uses WHERE coupon_id = $1 AND buyer_digest = $2 AND state = $3",
            id, buyerDigest, CouponUse.State.taken
        ) { try $0[0] } ?? 0
    }

    static func insert(_ use: CouponUse, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO coupon_uses (order_id, coupon_id, person_id, buyer_digest, state, amount, used_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            use.order, use.coupon, use.person, use.buyerDigest, CouponUse.State.taken, use.amount.minorUnits, use.at)
    }

    /// Gives the use of an order back, once.
    static func giveBack(_ order: ID<Order>, in session: any SQLSession) throws {
        guard try move(order, from: .taken, to: .returned, in: session) else { return }
        try session.execute(
            """
            UPDATE coupons SET uses = uses - 1
            WHERE id = (SELECT coupon_id FROM coupon_uses WHERE order_id = $1) AND uses > 0
            """, order)
    }

    /// Money came for an order that had given its use back: it counts again, whatever the limit.
    static func takeAgain(_ order: ID<Order>, in session: any SQLSession) throws {
        guard try move(order, from: .returned, to: .taken, in: session) else { return }
        try session.execute(
            "UPDATE coupons SET uses = uses + 1 WHERE id = (SELECT coupon_id FROM coupon_uses WHERE order_id = $1)",
            order)
    }

    private static func move(
        _ order: ID<Order>, from: CouponUse.State, to: CouponUse.State, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            "UPDATE coupon_uses SET state = $3 WHERE order_id = $1 AND state = $2", order, from, to) == 1
    }

    /// What a coupon took off an order; nil for an order without one.
    static func discount(of order: Order, in session: any SQLSession) throws -> OrderDiscount? {
        try session.first(
            """
            SELECT coupons.code, coupon_uses.amount FROM coupon_uses
            JOIN coupons ON coupons.id = coupon_uses.coupon_id WHERE coupon_uses.order_id = $1
            """, order.id
        ) { row in
            OrderDiscount(
                code: try row[0], amount: Money(minorUnits: try row[1], currency: order.amount.currency))
        }
    }

    private static let columns = """
        SELECT id, code, percent, amount_vnd, amount_usd, minimum_vnd, minimum_usd, destinations, starts_at, ends_at,
            limit_total, limit_per_buyer, uses, ended_at
        FROM coupons
        """

    /// Nil never happens: codes are checked before they are stored.
    private static func coupon(_ row: SQLRow) throws -> Coupon? {
        let (code, percent, destinations): (String, Int, String) = (try row[1], try row[2], try row[7])
        guard let code = CouponCode(code) else { return nil }
        return Coupon(
            id: try row[0], code: code,
            worth: percent > 0 ? .percent(percent) : .amount(Prices(vnd: try row[3], usdCents: try row[4])),
            minimum: Prices(vnd: try row[5], usdCents: try row[6]),
            destinations: Set(destinations.split(separator: ",").map(String.init)), startsAt: try row[8],
            endsAt: try row[9], limit: try row[10], limitPerBuyer: try row[11], uses: try row[12],
            endedAt: try row[13])
    }
}
