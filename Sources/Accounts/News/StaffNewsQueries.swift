// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about what members of staff want to be mailed about.
enum StaffNewsQueries {
    /// A new address for a kind keeps what was told already.
    static func put(_ wish: StaffNewsWish, in session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM staff_news WHERE person_id = $1 AND kind = $2", wish.person, wish.kind)
        try session.execute(
            """
            INSERT INTO staff_news (id, person_id, kind, address, language, told_until, mailed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, wish.id, wish.person, wish.kind, wish.address.sealed, wish.language, wish.toldUntil, wish.mailedAt)
    }

    static func delete(_ kind: StaffNewsKind, of person: PersonID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM staff_news WHERE person_id = $1 AND kind = $2", person, kind)
    }

    static func deleteAll(of person: PersonID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM staff_news WHERE person_id = $1", person)
    }

    static func wishes(of person: PersonID, in session: any SQLSession) throws -> [StaffNewsWish] {
        try session.query(columns + " WHERE person_id = $1 ORDER BY kind", person, map: wish)
    }

    static func all(in session: any SQLSession) throws -> [StaffNewsWish] {
        try session.query(columns + " ORDER BY person_id, kind", map: wish)
    }

    static func told(
        _ id: ID<StaffNewsWish>, until moment: Instant, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute("UPDATE staff_news SET told_until = $2, mailed_at = $3 WHERE id = $1", id, moment, now)
    }

    private static let columns =
        "SELECT id, person_id, kind, address, language, told_until, mailed_at FROM staff_news"

    private static func wish(_ row: SQLRow) throws -> StaffNewsWish {
        let id: ID<StaffNewsWish> = try row[0]
        return StaffNewsWish(
            id: id, person: try row[1], kind: try row[2],
            address: SealedValue(try row[3], in: .staffNewsAddress, row: id.bytes), language: try row[4],
            toldUntil: try row[5], mailedAt: try row[6])
    }
}
