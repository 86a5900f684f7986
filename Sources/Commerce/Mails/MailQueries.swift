// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// A mail of an order, as the console lists it.
package struct QueuedMail: Hashable, Sendable {
    package let kind: OrderMailKind
    /// 1 for the first, counted up when staff send it again.
    package let copy: Int
    package let state: OrderMailState
    package let changedAt: Instant
}

/// Every statement about an order's mails.
enum MailQueries {
    /// Returns false when this copy was queued before: it is sent once.
    static func queue(
        _ kind: OrderMailKind, copy: Int, of order: ID<Order>, at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO order_mails (order_id, kind, copy, state, queued_at, changed_at)
            VALUES ($1, $2, $3, 'queued', $4, $4)
            ON CONFLICT (order_id, kind, copy) DO NOTHING
            """, order, kind, copy, now) == 1
    }

    static func mails(of order: ID<Order>, in session: any SQLSession) throws -> [QueuedMail] {
        try session.query(
            """
            SELECT kind, copy, state, changed_at FROM order_mails WHERE order_id = $1 ORDER BY queued_at, kind, copy
            """, order
        ) { row in
            QueuedMail(kind: try row[0], copy: try row[1], state: try row[2], changedAt: try row[3])
        }
    }

    static func conclude(
        _ mail: QueuedMail, of order: ID<Order>, _ state: OrderMailState, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE order_mails SET state = $4, changed_at = $5 WHERE order_id = $1 AND kind = $2 AND copy = $3",
            order, mail.kind, mail.copy, state, now)
    }

    static func copies(
        of kind: OrderMailKind, of order: ID<Order>, queuedSince instant: Instant, in session: any SQLSession
    ) throws -> Int {
        try session.first(
            "SELECT count(*) FROM order_mails WHERE order_id = $1 AND kind = $2 AND queued_at > $3", order, kind,
            instant
        ) { try $0[0] } ?? 0
    }
}
