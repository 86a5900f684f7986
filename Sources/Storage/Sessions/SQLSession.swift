// SPDX-License-Identifier: Apache-2.0

/// One connection inside one transaction, handed to the closure of `read` or `write`: synchronous, and gone when the
/// closure returns.
///
/// Statements are visible text with `$1`, `$2` … parameters; both engines run the same text. A closure may run twice
/// (a serialization retry on PostgreSQL), so it must not await, seal, draw randomness or do I/O.
package protocol SQLSession {
    /// For the few statements that cannot be the same on both; they live in Storage.
    var engine: SQLEngine { get }
    /// Runs a statement and maps every row while it is being read.
    func query<Result>(_ sql: String, _ values: [SQLValue], _ map: (SQLRow) throws -> Result) throws -> [Result]
    /// Runs a statement and returns the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int
}

package enum SQLEngine: Sendable {
    case sqlite
    case postgreSQL
}

extension SQLSession {
    package func query<Result>(
        _ sql: String, _ values: (any SQLEncodable)..., map: (SQLRow) throws -> Result
    ) throws -> [Result] {
        try query(sql, values.map(\.sqlValue), map)
    }

    /// The first row, or nil. The statement should carry its own `LIMIT 1` unless a key makes it unique.
    package func first<Result>(
        _ sql: String, _ values: (any SQLEncodable)..., map: (SQLRow) throws -> Result
    ) throws -> Result? {
        try query(sql, values.map(\.sqlValue), map).first
    }

    @discardableResult
    package func execute(_ sql: String, _ values: (any SQLEncodable)...) throws -> Int {
        try execute(sql, values.map(\.sqlValue))
    }
}
