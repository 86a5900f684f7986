// SPDX-License-Identifier: Apache-2.0

import Values

extension SQLSession {
    /// Notes a time for `server` unless it has noted an earlier one.
    func bringForwardDue(_ id: OrganisationID, at instant: Instant, by server: [UInt8]) throws {
        try execute(
            """
            INSERT INTO due_organisations (organisation_id, server, due_at) VALUES ($1, $2, $3)
            ON CONFLICT (organisation_id, server) DO UPDATE SET due_at = excluded.due_at
            WHERE excluded.due_at < due_organisations.due_at
            """,
            id, server, instant)
    }

    func setDue(_ id: OrganisationID, at instant: Instant, by server: [UInt8]) throws {
        try execute(
            """
            INSERT INTO due_organisations (organisation_id, server, due_at) VALUES ($1, $2, $3)
            ON CONFLICT (organisation_id, server) DO UPDATE SET due_at = excluded.due_at
            """,
            id, server, instant)
    }

    func deleteDue(_ id: OrganisationID, by server: [UInt8]) throws {
        try execute("DELETE FROM due_organisations WHERE organisation_id = $1 AND server = $2", id, server)
    }

    /// Removes what other servers noted, as far as its time has come.
    func takeOverDue(_ id: OrganisationID, at now: Instant, by server: [UInt8]) throws {
        try execute(
            "DELETE FROM due_organisations WHERE organisation_id = $1 AND server <> $2 AND due_at <= $3",
            id, server, now)
    }

    func dueOrganisations(at now: Instant, limit: Int) throws -> [OrganisationID] {
        try query(
            "SELECT organisation_id FROM due_organisations WHERE due_at <= $1 ORDER BY due_at LIMIT $2", now, limit
        ) { try $0[0] }
    }

    func nextDue() throws -> Instant? {
        try first("SELECT due_at FROM due_organisations ORDER BY due_at LIMIT 1") { try $0[0] }
    }
}
