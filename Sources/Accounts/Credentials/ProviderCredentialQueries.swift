// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Values
import Vault

/// Every statement about accounts with providers.
enum ProviderCredentialQueries {
    struct Row: Sendable {
        let provider: String
        let id: ID<ProviderCredentials>
        let holder: PersonID
        let secrets: Sealed
        let shown: String
        let changedAt: Instant
    }

    static func put(_ row: Row, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO provider_credentials (provider, id, holder, secrets, shown, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (provider) DO UPDATE SET id = excluded.id, holder = excluded.holder,
                secrets = excluded.secrets, shown = excluded.shown, changed_at = excluded.changed_at
            """, row.provider, row.id, row.holder, row.secrets, row.shown, row.changedAt)
    }

    static func delete(_ provider: String, in session: any SQLSession) throws -> Bool {
        try session.execute("DELETE FROM provider_credentials WHERE provider = $1", provider) == 1
    }

    static func find(_ provider: String, in session: any SQLSession) throws -> Row? {
        try session.first(columns + " WHERE provider = $1", provider, map: row)
    }

    static func all(in session: any SQLSession) throws -> [Row] {
        try session.query(columns + " ORDER BY provider", map: row)
    }

    private static let columns = "SELECT provider, id, holder, secrets, shown, changed_at FROM provider_credentials"

    private static func row(_ row: SQLRow) throws -> Row {
        Row(
            provider: try row[0], id: try row[1], holder: try row[2], secrets: try row[3], shown: try row[4],
            changedAt: try row[5])
    }
}
