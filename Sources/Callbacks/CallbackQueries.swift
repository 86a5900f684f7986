// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values
import Vault

/// Every statement about callbacks.
package enum CallbackQueries {
    struct Arrival: Sendable {
        let id: ID<Callback>
        let provider: String
        let account: String
        let event: String
        let inbox: PersonID
        let body: Sealed
        let receivedAt: Instant
    }

    struct StoredBody: Sendable {
        let callback: Callback
        let inbox: PersonID
        let body: Sealed?
    }

    /// False when the event is here already.
    static func insert(_ arrival: Arrival, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            INSERT INTO callbacks (id, provider, account, event, inbox, body, state, attempts, received_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'received', 0, $7)
            ON CONFLICT (provider, event) DO NOTHING
            """,
            arrival.id, arrival.provider, arrival.account, arrival.event, arrival.inbox, arrival.body,
            arrival.receivedAt) == 1
    }

    static func stored(_ id: ID<Callback>, in session: any SQLSession) throws -> StoredBody? {
        try session.first("SELECT \(columns), inbox, body FROM callbacks WHERE id = $1", id) { row in
            StoredBody(callback: try callback(row), inbox: try row[8], body: try row[9])
        }
    }

    package static func callback(_ id: ID<Callback>, in session: any SQLSession) throws -> Callback? {
        try session.first("SELECT \(columns) FROM callbacks WHERE id = $1", id, map: callback)
    }

    /// Those given up, newest first.
    package static func failed(limit: Int = 100, in session: any SQLSession) throws -> [Callback] {
        try session.query(
            "SELECT \(columns) FROM callbacks WHERE state = 'failed' ORDER BY ended_at DESC LIMIT $1", limit,
            map: callback)
    }

    static func noteFailure(
        _ id: ID<Callback>, attempt: Int, error: String, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE callbacks SET attempts = $2, last_error = $3 WHERE id = $1 AND state = 'received'",
            id, attempt, error)
    }

    static func end(
        _ id: ID<Callback>, as state: CallbackState, attempt: Int, error: String?, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE callbacks SET state = $2, attempts = $3, last_error = $4, ended_at = $5
            WHERE id = $1 AND state = 'received'
            """,
            id, state, attempt, error, now)
    }

    /// False when there is no such failed callback, or its body is gone.
    static func reopen(_ id: ID<Callback>, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE callbacks SET state = 'received', ended_at = NULL
            WHERE id = $1 AND state = 'failed' AND body IS NOT NULL
            """, id) == 1
    }

    /// Ends a failed callback that nobody is going to work on; false when there is no such failed one.
    package static func giveUp(_ id: ID<Callback>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE callbacks SET state = 'ignored', ended_at = $2 WHERE id = $1 AND state = 'failed'", id, now) == 1
    }

    static func dropBodies(receivedBefore instant: Instant, in session: any SQLSession) throws -> Int {
        try session.execute(
            "UPDATE callbacks SET body = NULL WHERE received_at < $1 AND body IS NOT NULL", instant)
    }

    static func delete(receivedBefore instant: Instant, in session: any SQLSession) throws -> Int {
        try session.execute("DELETE FROM callbacks WHERE received_at < $1", instant)
    }

    private static let columns = "id, provider, account, event, state, attempts, last_error, received_at"

    private static func callback(_ row: SQLRow) throws -> Callback {
        Callback(
            id: try row[0], provider: try row[1], account: try row[2], event: try row[3], state: try row[4],
            attempts: try row[5], lastError: try row[6], receivedAt: try row[7])
    }
}
