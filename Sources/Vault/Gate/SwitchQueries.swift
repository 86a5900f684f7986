// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about purposes an organisation does without.
enum SwitchQueries {
    static func isOff(_ purpose: Purpose, in session: any SQLSession) throws -> Bool {
        try session.first("SELECT purpose FROM switched_off_purposes WHERE purpose = $1", purpose.rawValue) { _ in true
        }
            ?? false
    }

    /// False when it was off before.
    static func switchOff(_ purpose: Purpose, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            INSERT INTO switched_off_purposes (purpose, switched_off_at) VALUES ($1, $2)
            ON CONFLICT (purpose) DO NOTHING
            """, purpose.rawValue, now) == 1
    }

    static func switchOn(_ purpose: Purpose, in session: any SQLSession) throws -> Bool {
        try session.execute("DELETE FROM switched_off_purposes WHERE purpose = $1", purpose.rawValue) == 1
    }
}
