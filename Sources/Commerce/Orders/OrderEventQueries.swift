// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Every statement about timelines and about what waits for a person of ours.
enum OrderEventQueries {
    static func insert(_ event: OrderEvent, of order: ID<Order>, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO order_events (id, order_id, kind, state, actor, detail, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, event.id, order, event.kind, event.state, event.actor, event.detail, event.at)
    }

    /// Oldest first.
    static func events(of order: ID<Order>, in session: any SQLSession) throws -> [OrderEvent] {
        try session.query(
            """
            SELECT id, kind, state, actor, detail, at FROM order_events WHERE order_id = $1 ORDER BY at, id LIMIT 1000
            """, order
        ) { row in
            OrderEvent(
                id: try row[0], kind: try row[1], state: try row[2], actor: try row[3], detail: try row[4],
                at: try row[5])
        }
    }

    /// Writes it down unless the same trouble stands open already, and has whoever wants to know told.
    static func raise(_ attention: Attention, in session: any SQLSession) throws {
        let isNew =
            try session.execute(
                """
                INSERT INTO attentions (id, order_id, reason, subject, detail, raised_at) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT DO NOTHING
                """,
                attention.id, attention.order, attention.reason, attention.subject, attention.detail, attention.raisedAt
            ) == 1
        if isNew { try TellingStaff.job(becauseOf: attention.id, at: attention.raisedAt).insert(in: session) }
    }

    /// How much of each was raised after one moment and until another and is still open.
    static func openCounts(
        after moment: Instant, until end: Instant, in session: any SQLSession
    ) throws -> [Attention.Reason: Int] {
        let rows: [(Attention.Reason, Int)] = try session.query(
            """
            SELECT reason, count(*) FROM attentions
            WHERE resolved_at IS NULL AND raised_at > $1 AND raised_at <= $2 GROUP BY reason
            """, moment, end
        ) { (try $0[0], try $0[1]) }
        return Dictionary(rows) { first, _ in first }
    }

    /// Longest waiting first.
    static func open(in session: any SQLSession) throws -> [Attention] {
        try session.query(
            attentionColumns + " WHERE resolved_at IS NULL ORDER BY raised_at, id LIMIT 500", map: attention)
    }

    static func attention(_ id: ID<Attention>, in session: any SQLSession) throws -> Attention? {
        try session.first(attentionColumns + " WHERE id = $1", id, map: attention)
    }

    static func attentions(of order: ID<Order>, in session: any SQLSession) throws -> [Attention] {
        try session.query(
            attentionColumns + " WHERE order_id = $1 ORDER BY raised_at, id LIMIT 200", order, map: attention)
    }

    /// Returns whether it was open.
    static func resolve(_ id: ID<Attention>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE attentions SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL", id, now) == 1
    }

    /// Settles what stands open about this subject, if anything does.
    static func resolve(
        _ reason: Attention.Reason, about subject: String, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE attentions SET resolved_at = $3 WHERE reason = $1 AND subject = $2 AND resolved_at IS NULL",
            reason, subject, now)
    }

    static func resolveAll(of order: ID<Order>, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE attentions SET resolved_at = $2 WHERE order_id = $1 AND resolved_at IS NULL", order, now)
    }

    static func resolve(
        _ reason: Attention.Reason, of order: ID<Order>, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE attentions SET resolved_at = $3 WHERE order_id = $1 AND reason = $2 AND resolved_at IS NULL", order,
            reason, now)
    }

    private static let attentionColumns =
        "SELECT id, order_id, reason, subject, detail, raised_at, resolved_at FROM attentions"

    private static func attention(_ row: SQLRow) throws -> Attention {
        Attention(
            id: try row[0], order: try row[1], reason: try row[2], subject: try row[3], detail: try row[4],
            raisedAt: try row[5], resolvedAt: try row[6])
    }
}
