// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about erasure cases, their subjects and notices.
enum ErasureQueries {
    static func insert(_ erasure: ErasureCase, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO erasure_cases
                (id, request_id, person_id, state, people_erased, reply_address, kept_until_year, opened_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, erasure.id, erasure.request, erasure.keyOwner, erasure.state, erasure.subjects.count,
            erasure.replyAddress, erasure.keptUntilYear, now)
        for subject in erasure.subjects {
            try session.execute(
                "INSERT INTO erasure_subjects (id, case_id, person_id) VALUES ($1, $2, $3)",
                ID<ErasureCase>.timeOrdered(at: now), erasure.id, subject)
        }
    }

    static func insert(
        _ notice: ErasureNotice, of id: ID<ErasureCase>, keyOwner: PersonID, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO erasure_notices (id, case_id, person_id, recipient, kind, handle, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, notice.id, id, keyOwner, notice.recipient, notice.kind, notice.handle, notice.state)
    }

    static func find(_ id: ID<ErasureCase>, in session: any SQLSession) throws -> ErasureCase? {
        try session.first(columns + " WHERE id = $1", id) { try erasure($0, in: session) }
    }

    static func find(of request: ID<RightsRequest>, in session: any SQLSession) throws -> ErasureCase? {
        try session.first(columns + " WHERE request_id = $1", request) { try erasure($0, in: session) }
    }

    static func advance(
        _ id: ID<ErasureCase>, to state: ErasureCase.State, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE erasure_cases SET state = $2 WHERE id = $1 AND state < $2", id, state)
    }

    static func close(_ id: ID<ErasureCase>, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE erasure_cases SET state = $2, closed_at = $3, person_id = NULL, reply_address = NULL WHERE id = $1
            """, id, ErasureCase.State.closed, now)
        try session.execute(
            "UPDATE erasure_notices SET person_id = NULL, handle = NULL WHERE case_id = $1", id)
    }

    static func forgetSubjects(of id: ID<ErasureCase>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM erasure_subjects WHERE case_id = $1", id)
    }

    static func notices(of id: ID<ErasureCase>, in session: any SQLSession) throws -> [ErasureNotice] {
        try session.query(
            """
            SELECT id, recipient, kind, handle, state, answer FROM erasure_notices WHERE case_id = $1 ORDER BY id
            """, id
        ) { row in
            ErasureNotice(
                id: try row[0], recipient: try row[1], kind: try row[2], handle: try row[3], state: try row[4],
                answer: try row[5])
        }
    }

    static func conclude(
        _ notice: ID<ErasureNotice>, _ state: ErasureNotice.State, answer: String, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE erasure_notices SET state = $2, answer = $3, told_at = $4 WHERE id = $1",
            notice, state, answer, now)
    }

    private static let columns =
        "SELECT id, request_id, person_id, state, reply_address, kept_until_year FROM erasure_cases"

    private static func erasure(_ row: SQLRow, in session: any SQLSession) throws -> ErasureCase {
        let id: ID<ErasureCase> = try row[0]
        let subjects = try session.query(
            "SELECT person_id FROM erasure_subjects WHERE case_id = $1 ORDER BY id", id
        ) { try $0[0] as PersonID }
        return ErasureCase(
            id: id, request: try row[1], keyOwner: try row[2], state: try row[3], replyAddress: try row[4],
            keptUntilYear: try row[5], subjects: subjects)
    }
}
