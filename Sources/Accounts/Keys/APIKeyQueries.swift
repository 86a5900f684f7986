// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about keys of programs.
enum APIKeyQueries {
    static func insert(_ key: APIKey, digest: [UInt8], in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO api_keys (id, token_digest, ending, person_id, name, scopes, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, key.id, digest, key.ending, key.person, key.name,
            key.scopes.map(\.rawValue).sorted().joined(separator: " "), key.madeAt)
    }

    /// The key in force with this digest.
    static func inForce(digest: [UInt8], in session: any SQLSession) throws -> APIKey? {
        try session.first(columns + " WHERE token_digest = $1 AND revoked_at IS NULL", digest, map: key)
    }

    static func all(in session: any SQLSession) throws -> [APIKey] {
        try session.query(columns + " ORDER BY made_at DESC, id DESC", map: key)
    }

    static func countInForce(in session: any SQLSession) throws -> Int {
        try session.first("SELECT count(*) FROM api_keys WHERE revoked_at IS NULL") { try $0[0] } ?? 0
    }

    /// False when there is none, or it is revoked already.
    static func revoke(_ id: ID<APIKey>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute("UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, now) == 1
    }

    static func touch(_ id: ID<APIKey>, at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE api_keys SET used_at = $2 WHERE id = $1", id, now)
    }

    private static let columns =
        "SELECT id, name, ending, scopes, person_id, made_at, used_at, revoked_at FROM api_keys"

    private static func key(_ row: SQLRow) throws -> APIKey {
        let scopes: String = try row[3]
        return APIKey(
            id: try row[0], name: try row[1], ending: try row[2],
            scopes: Set(scopes.split(separator: " ").compactMap { APIScope(rawValue: String($0)) }),
            person: try row[4], madeAt: try row[5], usedAt: try row[6], revokedAt: try row[7])
    }
}
