// SPDX-License-Identifier: Apache-2.0

/// A connection inside a transaction, as the closure of `read` or `write` sees it.
struct SQLiteSession: SQLSession {
    let connection: SQLiteConnection
    var engine: SQLEngine { .sqlite }

    func query<Result>(_ sql: String, _ values: [SQLValue], _ map: (SQLRow) throws -> Result) throws -> [Result] {
        let statement = try connection.statement(sql)
        let row = SQLRow { statement.column($0) }
        var results: [Result] = []
        try statement.run(values) { results.append(try map(row)) }
        return results
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        let before = connection.changeCount
        try connection.statement(sql).run(values)
        // The count of direct changes is left over from an earlier statement when this one changed nothing.
        return connection.changeCount == before ? 0 : connection.lastChangeCount
    }
}
