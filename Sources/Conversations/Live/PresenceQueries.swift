// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about who is at the inbox.
enum PresenceQueries {
    static func note(_ member: PersonID, until: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO agent_presence (person_id, until) VALUES ($1, $2)
            ON CONFLICT (person_id) DO UPDATE SET until = excluded.until
            """, member, until)
    }

    static func isAnybodyThere(at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.first("SELECT 1 FROM agent_presence WHERE until > $1 LIMIT 1", now) { _ in true } ?? false
    }
}
