// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Storage
import Values

/// The rows of one table whose term is over, and the statements about them.
///
/// Names and expressions come from the register, which is code; moments and people are values.
struct DueRows: Sendable {
    let table: RegisteredTable
    private let end: RowEnd
    /// True of a due row, with the moments of `bounds` as `$1`, `$2`, ….
    private let condition: String
    private let bounds: [Instant]

    init(
        in table: RegisteredTable, _ end: RowEnd, under policy: Policy, at now: Instant, _ zone: TimeZone
    ) throws {
        self.table = table
        self.end = end
        var (parts, bounds): ([String], [Instant]) = ([], [])
        for category in end.categories {
            let retention = policy.retention(of: category)
            guard let start = end.starts[retention.start] else {
                throw TermUncountable(
                    table: table.name, category: category.rawValue, start: retention.start.rawValue)
            }
            bounds.append(retention.latestEndedStart(at: now, in: zone))
            parts.append("\(start) <= $\(bounds.count)")
        }
        self.bounds = bounds
        condition = "(" + parts.joined(separator: " OR ") + ")"
    }

    var holdsSealedValues: Bool { !table.sealedFields.isEmpty }

    /// A batch of the people whom due rows name.
    func people(after last: PersonID?, limit: Int, in session: any SQLSession) throws -> [PersonID] {
        guard let column = table.personColumn, holdsSealedValues else { return [] }
        return try session.query(
            """
            SELECT DISTINCT \(column) FROM \(table.name)
            WHERE \(column) > $\(bounds.count + 1) AND \(condition) ORDER BY \(column) LIMIT $\(bounds.count + 2)
            """, values + [.blob(last?.bytes ?? []), .integer(Int64(limit))]
        ) { try $0[0] }
    }

    func hasUndueRow(about person: PersonID, in session: any SQLSession) throws -> Bool {
        guard let column = table.personColumn else { return false }
        return try !session.query(
            """
            SELECT 1 FROM \(table.name)
            WHERE \(column) = $\(bounds.count + 1) AND NOT COALESCE(\(condition), FALSE) LIMIT 1
            """, values + [.blob(person.bytes)]
        ) { _ in true }.isEmpty
    }

    /// Deletes or clears a batch of the rows; returns how many.
    func remove(limit: Int, in session: any SQLSession) throws -> Int {
        let (change, live): (String, String)
        switch end.action {
        case .delete:
            (change, live) = ("DELETE FROM \(table.name)", "")
        case .clear(let columns):
            change = "UPDATE \(table.name) SET \(columns.map { "\($0) = NULL" }.joined(separator: ", "))"
            live = columns.first.map { " AND \($0) IS NOT NULL" } ?? ""
        }
        return try session.execute(
            """
            \(change) WHERE (\(table.key)) IN
                (SELECT \(table.key) FROM \(table.name) WHERE \(condition)\(live) LIMIT $\(bounds.count + 1))
            """, values + [.integer(Int64(limit))])
    }

    private var values: [SQLValue] { bounds.map(\.sqlValue) }
}
