// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about the screening of orders.
enum FraudQueries {
    enum Mark: String, SQLEnum {
        case address
        case email
        /// Once for each e-mail address that a card paid for.
        case card
        /// A card together with an e-mail address.
        case cardWithEmail = "card-with-email"
    }

    static func mark(
        _ kind: Mark, _ code: [UInt8], _ id: ID<FraudReason>, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO fraud_marks (id, kind, code, at) VALUES ($1, $2, $3, $4)", id, kind, code, now)
    }

    static func count(_ codes: [[UInt8]], since start: Instant, in session: any SQLSession) throws -> Int {
        guard !codes.isEmpty else { return 0 }
        let places = codes.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let values: [SQLValue] = [start.sqlValue] + codes.map(SQLValue.blob)
        let counts: [Int] = try session.query(
            "SELECT count(*) FROM fraud_marks WHERE at > $1 AND code IN (\(places))", values
        ) { try $0[0] }
        return counts.first ?? 0
    }

    static func forget(before instant: Instant, in session: any SQLSession) throws {
        try session.execute("DELETE FROM fraud_marks WHERE at <= $1", instant)
    }

    static func insert(_ review: OrderReview, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO order_reviews (id, person_id, reasons, state, raised_at) VALUES ($1, $2, $3, $4, $5)",
            review.order, review.person, review.reasons.map(\.rawValue).joined(separator: ","), review.state,
            review.raisedAt)
    }

    static func changeReasons(of review: OrderReview, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE order_reviews SET reasons = $2 WHERE id = $1", review.order,
            review.reasons.map(\.rawValue).joined(separator: ","))
    }

    static func review(of order: ID<Order>, in session: any SQLSession) throws -> OrderReview? {
        try session.first(
            "SELECT person_id, reasons, state, note, raised_at, decided_at FROM order_reviews WHERE id = $1", order
        ) { row in
            let (reasons, note): (String, Sealed?) = (try row[1], try row[3])
            return OrderReview(
                order: order, person: try row[0],
                reasons: reasons.split(separator: ",").compactMap { FraudReason(rawValue: String($0)) },
                state: try row[2], note: note.map { SealedValue($0, in: .reviewNote, row: order.bytes) },
                raisedAt: try row[4], decidedAt: try row[5])
        }
    }

    /// False when it was decided already.
    static func decide(
        _ order: ID<Order>, _ state: OrderReview.State, note: Sealed?, at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            "UPDATE order_reviews SET state = $2, note = $3, decided_at = $4 WHERE id = $1 AND state = 'open'",
            order, state, note, now) == 1
    }

    /// Whether any order of these people was ever delivered.
    static func hasDelivered(to people: [PersonID], in session: any SQLSession) throws -> Bool {
        for person in people.prefix(50) {
            let found: Bool? = try session.first(
                "SELECT id FROM orders WHERE person_id = $1 AND state = 'delivered' LIMIT 1", person
            ) { _ in true }
            if found == true { return true }
        }
        return false
    }
}
