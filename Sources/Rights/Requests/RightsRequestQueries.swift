// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about requests.
enum RightsRequestQueries {
    static func insert(_ request: RightsRequest, digest: [UInt8], in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO rights_requests (id, token_digest, language, state, asked_at, due_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, request.id, digest, request.language, request.state, request.askedAt, request.dueAt)
        for person in request.people {
            try session.execute(
                "INSERT INTO rights_request_people (id, request_id, person_id) VALUES ($1, $2, $3)",
                ID<RightsRequest>.timeOrdered(at: request.askedAt), request.id, person)
        }
    }

    static func request(digest: [UInt8], in session: any SQLSession) throws -> RightsRequest? {
        try session.first(columns + " WHERE token_digest = $1", digest) { try request($0, in: session) }
    }

    static func request(_ id: ID<RightsRequest>, in session: any SQLSession) throws -> RightsRequest? {
        try session.first(columns + " WHERE id = $1", id) { try request($0, in: session) }
    }

    static func verify(_ id: ID<RightsRequest>, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE rights_requests SET state = $2, verified_at = $3 WHERE id = $1 AND state = $4",
            id, RightsRequest.State.verified, now, RightsRequest.State.asked)
    }

    static func conclude(
        _ id: ID<RightsRequest>, receipt: String, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE rights_requests SET state = $2, concluded_at = $3, receipt = $4 WHERE id = $1",
            id, RightsRequest.State.carriedOut, now, receipt)
    }

    /// Requests about this person asked since `instant` and before that one: whoever keeps asking gets no mail each time.
    static func count(
        of person: PersonID, since instant: Instant, before id: ID<RightsRequest>, in session: any SQLSession
    ) throws -> Int {
        try session.first(
            """
            SELECT count(*) FROM rights_request_people AS p JOIN rights_requests AS r ON r.id = p.request_id
            WHERE p.person_id = $1 AND r.asked_at >= $2 AND r.id < $3
            """, person, instant, id
        ) { try $0[0] } ?? 0
    }

    static func requests(about person: PersonID, in session: any SQLSession) throws -> [RightsRequest] {
        let ids: [ID<RightsRequest>] = try session.query(
            "SELECT request_id FROM rights_request_people WHERE person_id = $1 ORDER BY request_id LIMIT 200", person
        ) { try $0[0] }
        return try ids.compactMap { try request($0, in: session) }
    }

    /// Erasures that were asked for and are not closed.
    static func due(in session: any SQLSession) throws -> (count: Int, firstDueAt: Instant?) {
        try session.first(
            """
            SELECT count(*), min(r.due_at) FROM erasure_cases AS c JOIN rights_requests AS r ON r.id = c.request_id
            WHERE c.closed_at IS NULL
            """
        ) { (count: try $0[0], firstDueAt: try $0[1]) } ?? (0, nil)
    }

    static func delete(_ id: ID<RightsRequest>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM rights_request_people WHERE request_id = $1", id)
        try session.execute("DELETE FROM rights_requests WHERE id = $1", id)
    }

    /// When a request was closed, over its row: when it was concluded, or its link ended without an erasure; NULL while one is
    /// under way.
    static let closedAt = """
        COALESCE(rights_requests.concluded_at, CASE
            WHEN EXISTS (SELECT 1 FROM erasure_cases AS c WHERE c.request_id = rights_requests.id) THEN NULL
            ELSE rights_requests.asked_at + \(RightsToken.lifetime.milliseconds) END)
        """

    private static let columns = """
        SELECT id, language, state, asked_at, verified_at, due_at, concluded_at, receipt FROM rights_requests
        """

    private static func request(_ row: SQLRow, in session: any SQLSession) throws -> RightsRequest {
        let id: ID<RightsRequest> = try row[0]
        let people = try session.query(
            "SELECT person_id FROM rights_request_people WHERE request_id = $1 ORDER BY id", id
        ) { try $0[0] as PersonID }
        return RightsRequest(
            id: id, language: try row[1], state: try row[2], askedAt: try row[3], verifiedAt: try row[4],
            dueAt: try row[5], concludedAt: try row[6], receipt: try row[7], people: people)
    }
}
