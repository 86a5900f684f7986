// SPDX-License-Identifier: Apache-2.0

package import Storage
import Values

extension SQLSession {
    func insertPolicyVersion(_ published: PublishedPolicy) throws {
        try execute(
            """
            INSERT INTO policy_versions (version, revised_on, published_at, content, withdrawn_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            published.version, published.revisedOn.description, published.publishedAt, published.content,
            published.withdrawnAt)
    }

    fileprivate static var policyColumns: String {
        "SELECT version, revised_on, published_at, content, withdrawn_at FROM policy_versions"
    }

    func policyVersion(_ version: PolicyVersion) throws -> PublishedPolicy? {
        try first(
            Self.policyColumns + " WHERE version = $1", version, map: PublishedPolicy.init)
    }

    /// Newest first.
    func policyVersions() throws -> [PublishedPolicy] {
        try query(Self.policyColumns + " ORDER BY published_at DESC, revised_on DESC", map: PublishedPolicy.init)
    }

    func currentPolicyVersion() throws -> PublishedPolicy? {
        try first(
            Self.policyColumns + " WHERE withdrawn_at IS NULL ORDER BY published_at DESC, revised_on DESC LIMIT 1",
            map: PublishedPolicy.init)
    }

    func latestPolicyVersion() throws -> PublishedPolicy? {
        try first(
            Self.policyColumns + " ORDER BY published_at DESC, revised_on DESC LIMIT 1",
            map: PublishedPolicy.init)
    }

    func businessEdition() throws -> Instant? {
        try first("SELECT edition FROM business_editions WHERE id = 1") { try $0[0] }
    }

    func noteBusinessEdition(_ edition: Instant) throws {
        try execute(
            """
            INSERT INTO business_editions (id, edition) VALUES (1, $1)
            ON CONFLICT (id) DO UPDATE SET edition = excluded.edition
            WHERE excluded.edition > business_editions.edition
            """,
            edition)
    }

    func policyChanges() throws -> Int {
        try first("SELECT count(*) + count(withdrawn_at) FROM policy_versions") { try $0[0] } ?? 0
    }

    /// Returns whether the version stood until now.
    func withdrawPolicyVersion(_ version: PolicyVersion, at now: Instant) throws -> Bool {
        try execute(
            "UPDATE policy_versions SET withdrawn_at = $1 WHERE version = $2 AND withdrawn_at IS NULL", now, version)
            > 0
    }
}

extension PublishedPolicy {
    fileprivate init(_ row: SQLRow) throws {
        version = try row[0]
        let revised: String = try row[1]
        guard let date = RevisionDate(revised) else {
            throw UnexpectedColumn(expected: "date", found: .text(revised))
        }
        revisedOn = date
        publishedAt = try row[2]
        content = try row[3]
        withdrawnAt = try row[4]
    }
}

extension PolicyVersion: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .text(hex) }
    package init(sqlValue: SQLValue) throws {
        guard let version = PolicyVersion(hex: try String(sqlValue: sqlValue)) else {
            throw UnexpectedColumn(expected: "policy version", found: sqlValue)
        }
        self = version
    }
}
