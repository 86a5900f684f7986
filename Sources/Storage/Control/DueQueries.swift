// SPDX-License-Identifier: Apache-2.0

import Values

extension SQLSession {
    /// Records a time unless an earlier one stands.
    func bringForwardDue(_ id: OrganisationID, at instant: Instant) throws {
        try execute(
            """
            INSERT INTO due_organisations (organisation_id, due_at) VALUES ($1, $2)
            ON CONFLICT (organisation_id) DO UPDATE SET due_at = excluded.due_at
            WHERE excluded.due_at < due_organisations.due_at
            """,
            id, instant)
    }

    func setDue(_ id: OrganisationID, at instant: Instant) throws {
        try execute(
            """
            INSERT INTO due_organisations (organisation_id, due_at) VALUES ($1, $2)
            ON CONFLICT (organisation_id) DO UPDATE SET due_at = excluded.due_at
            """,
            id, instant)
    }

    func deleteDue(_ id: OrganisationID) throws {
        try execute("DELETE FROM due_organisations WHERE organisation_id = $1", id)
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
