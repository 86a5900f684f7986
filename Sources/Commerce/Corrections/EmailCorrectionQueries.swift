// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about corrections of addresses.
enum EmailCorrectionQueries {
    static func insert(_ correction: EmailCorrection, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO email_corrections (id, order_id, person_id, language, state, address, former, asked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            correction.id, correction.order, correction.person, correction.language, correction.state,
            correction.address.sealed, correction.former?.sealed, correction.askedAt)
    }

    static func correction(_ id: ID<EmailCorrection>, in session: any SQLSession) throws -> EmailCorrection? {
        try session.first(columns + " WHERE id = $1", id, map: correction)
    }

    /// Newest first.
    static func corrections(of person: PersonID, in session: any SQLSession) throws -> [EmailCorrection] {
        try session.query(columns + " WHERE person_id = $1 ORDER BY asked_at DESC, id DESC", person, map: correction)
    }

    static func supersede(of person: PersonID, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE email_corrections SET state = 'superseded' WHERE person_id = $1 AND state = 'asked'", person)
    }

    /// False when it was no longer open.
    static func conclude(
        _ id: ID<EmailCorrection>, _ state: EmailCorrection.State, former: Sealed? = nil, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            "UPDATE email_corrections SET state = $2, former = $3 WHERE id = $1 AND state = 'asked'", id, state, former)
            == 1
    }

    static func delete(_ id: ID<EmailCorrection>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM email_corrections WHERE id = $1", id)
    }

    private static let columns = """
        SELECT id, order_id, person_id, language, state, address, former, asked_at FROM email_corrections
        """

    private static func correction(_ row: SQLRow) throws -> EmailCorrection {
        let id: ID<EmailCorrection> = try row[0]
        let former: Sealed? = try row[6]
        return EmailCorrection(
            id: id, order: try row[1], person: try row[2], language: try row[3], state: try row[4],
            address: SealedValue(try row[5], in: .correctedEmail, row: id.bytes),
            former: former.map { SealedValue($0, in: .formerEmail, row: id.bytes) }, askedAt: try row[7])
    }
}
