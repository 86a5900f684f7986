// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about members of staff.
enum StaffQueries {
    static func insert(_ account: StaffAccount, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO staff (person_id, role, name, email, added_at) VALUES ($1, $2, $3, $4, $5)",
            account.id, account.role, account.name, account.email, now)
    }

    static func account(_ id: PersonID, in session: any SQLSession) throws -> StaffAccount? {
        try session.first(columns + " WHERE person_id = $1", id, map: account)
    }

    static func all(in session: any SQLSession) throws -> [StaffAccount] {
        try session.query(columns + " ORDER BY added_at, person_id", map: account)
    }

    /// How many owners can sign in beside this one.
    static func owners(but person: PersonID, in session: any SQLSession) throws -> Int {
        try session.first(
            "SELECT count(*) FROM staff WHERE role = $1 AND disabled_at IS NULL AND person_id <> $2", StaffRole.owner,
            person
        ) { try $0[0] } ?? 0
    }

    static func setRole(_ role: StaffRole, of person: PersonID, in session: any SQLSession) throws {
        try session.execute("UPDATE staff SET role = $2 WHERE person_id = $1", person, role)
    }

    static func disable(_ id: PersonID, at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE staff SET disabled_at = $2 WHERE person_id = $1", id, now)
    }

    private static let columns = "SELECT person_id, role, name, email, disabled_at FROM staff"

    private static func account(_ row: SQLRow) throws -> StaffAccount {
        let disabledAt: Instant? = try row[4]
        return StaffAccount(
            id: try row[0], role: try row[1], name: try row[2], email: try row[3], isDisabled: disabledAt != nil)
    }
}
