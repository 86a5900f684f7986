// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SQLiteDatabase {
    /// How SQLite would run the statements that `body` makes, one line a step; none is run, and all read nothing.
    ///
    /// For plan tests of hot queries: a line with `SCAN` reads a whole table or index, `TEMP B-TREE` sorts.
    package func plan(of body: @escaping @Sendable (any SQLSession) throws -> Void) async throws -> [String] {
        try await read { session in
            let explaining = ExplainingSession(session)
            try body(explaining)
            return explaining.steps
        }
    }
}

private final class ExplainingSession: SQLSession {
    var engine: SQLEngine { session.engine }
    private let session: any SQLSession
    private(set) var steps: [String] = []

    init(_ session: any SQLSession) {
        self.session = session
    }

    func query<Result>(_ sql: String, _ values: [SQLValue], _ map: (SQLRow) throws -> Result) throws -> [Result] {
        try explain(sql, values)
        return []
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try explain(sql, values)
        return 0
    }

    private func explain(_ sql: String, _ values: [SQLValue]) throws {
        steps += try session.query("EXPLAIN QUERY PLAN " + sql, values) { try $0[3] as String }
    }
}
