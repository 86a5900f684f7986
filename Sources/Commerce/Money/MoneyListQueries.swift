// SPDX-License-Identifier: Apache-2.0

package import Storage
import Values

/// Lists and sums of incoming money.
package enum MoneyListQueries {
    /// What waits for somebody, longest first: amounts with an open part, or with a part to be sent back.
    static func waiting(in session: any SQLSession) throws -> [IncomingMoney] {
        try session.query(
            MoneyQueries.columns + """
                 WHERE open_amount > 0 OR id IN (SELECT money_id FROM money_uses WHERE kind = 'returning')
                ORDER BY received_at, id LIMIT 500
                """, map: MoneyQueries.money)
    }

    static func countWaiting(in session: any SQLSession) throws -> Int {
        try session.first(
            """
            SELECT count(*) FROM incoming_money
            WHERE open_amount > 0 OR id IN (SELECT money_id FROM money_uses WHERE kind = 'returning')
            """
        ) { try $0[0] } ?? 0
    }

    /// How many amounts were written down after one moment and until another and are still nobody's, wholly or in part.
    static func countOpen(after moment: Instant, until end: Instant, in session: any SQLSession) throws -> Int {
        try session.first(
            "SELECT count(*) FROM incoming_money WHERE open_amount > 0 AND recorded_at > $1 AND recorded_at <= $2",
            moment, end
        ) { try $0[0] } ?? 0
    }

    /// Orders that wait for money or lately gave up waiting, newest first.
    static func unpaidOrders(
        _ currency: Currency, since start: Instant, in session: any SQLSession
    ) throws -> [(order: Order, received: Int64)] {
        let orders = try session.query(
            OrderQueries.columns + """
                 WHERE state IN ('awaiting-payment', 'expired') AND currency = $1 AND placed_at >= $2
                ORDER BY placed_at DESC, id LIMIT 500
                """, currency, start, map: OrderQueries.order)
        return try orders.map { order in
            (order, try PaymentQueries.payments(of: order.id, in: session).reduce(0) { $0 + $1.received })
        }
    }

    package static func totals(in session: any SQLSession) throws -> [MoneyTotals] {
        var totals: [Currency: MoneyTotals] = [:]
        let amounts: [(Currency, Int64, Int64)] = try session.query(
            "SELECT currency, sum(amount), sum(open_amount) FROM incoming_money GROUP BY currency"
        ) { (try $0[0], try $0[1], try $0[2]) }
        for (currency, incoming, open) in amounts {
            totals[currency] = MoneyTotals(currency: currency, incoming: incoming, open: open)
        }
        let uses: [(Currency, MoneyUse.Kind, Int64)] = try session.query(
            """
            SELECT m.currency, u.kind, sum(u.amount) FROM money_uses u JOIN incoming_money m ON m.id = u.money_id
            GROUP BY m.currency, u.kind
            """
        ) { (try $0[0], try $0[1], try $0[2]) }
        for (currency, kind, sum) in uses { totals[currency]?.uses[kind] = sum }
        return totals.values.sorted { $0.currency.rawValue > $1.currency.rawValue }
    }

    /// How many amounts are not their open part and their uses; nothing but damage makes it more than 0.
    package static func unbalanced(in session: any SQLSession) throws -> Int {
        try session.first(
            """
            SELECT count(*) FROM incoming_money m WHERE m.amount <> m.open_amount + COALESCE(
                (SELECT sum(u.amount) FROM money_uses u WHERE u.money_id = m.id AND u.kind <> 'released'), 0)
            """
        ) { try $0[0] } ?? 0
    }

    /// How many payments count as paid without the money that paid them.
    package static func paidWithoutMoney(in session: any SQLSession) throws -> Int {
        try session.first(
            """
            SELECT count(*) FROM payments p WHERE p.state = 'paid' AND p.amount <> COALESCE(
                (SELECT sum(u.amount) FROM money_uses u WHERE u.payment_id = p.id AND u.kind IN ('order', 'returning')), 0)
            """
        ) { try $0[0] } ?? 0
    }
}
