// SPDX-License-Identifier: Apache-2.0

/// A statement of the portable subset as PostgreSQL is to see it.
enum PostgreSQLStatement {
    /// Completes conflict targets: every key of an organisation's tables begins with the organisation.
    static func completed(_ sql: String) -> String {
        sql.replacing(/ON CONFLICT \(/, with: "ON CONFLICT (organisation_id, ")
    }
}
