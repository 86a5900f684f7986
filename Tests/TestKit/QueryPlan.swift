// SPDX-License-Identifier: Apache-2.0

package import Storage

extension Database {
    /// How SQLite means to run a statement, a line a step: `SEARCH orders USING INDEX orders_by_person (person_id=?)`.
    ///
    /// A test of a hot statement expects no `SCAN` and no `TEMP B-TREE` in it.
    package func queryPlan(of sql: String) async throws -> String {
        let highest = sql.matches(of: /\$(\d+)/).compactMap { Int($0.1) }.max() ?? 0
        let steps = try await read { session in
            try session.query("EXPLAIN QUERY PLAN " + sql, Array(repeating: .null, count: highest)) { row in
                try row[3] as String
            }
        }
        return steps.joined(separator: "\n")
    }
}
