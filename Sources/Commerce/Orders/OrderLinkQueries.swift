// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about people who asked for the links of their orders.
enum OrderLinkQueries {
    static func insert(
        _ id: ID<OrderLinkRequest>, of request: ID<OrderLinkRequest>, person: PersonID, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO order_link_requests (id, request_id, person_id, asked_at) VALUES ($1, $2, $3, $4)",
            id, request, person, now)
    }

    static func people(of request: ID<OrderLinkRequest>, in session: any SQLSession) throws -> [PersonID] {
        try session.query("SELECT person_id FROM order_link_requests WHERE request_id = $1 ORDER BY id", request) {
            try $0[0]
        }
    }

    static func delete(_ request: ID<OrderLinkRequest>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM order_link_requests WHERE request_id = $1", request)
    }
}
