// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The statements the register itself makes: for any table, over the rows of one person.
extension Register {
    /// Deletes or clears a batch of the person's rows in every table; returns how many were touched. Call until it is 0.
    ///
    /// Table and column names come from the register, which is code; only the person is a value.
    package func sweep(_ person: PersonID, limit: Int = 1000, in session: any SQLSession) throws -> Int {
        var touched = 0
        for table in tables {
            guard let column = table.personColumn else { continue }
            let rows = "(\(table.key)) IN (SELECT \(table.key) FROM \(table.name) WHERE \(column) = $1 LIMIT $2)"
            switch table.onErasure {
            case .nothing, .keepUnderHold:
                continue
            case .delete:
                touched += try session.execute("DELETE FROM \(table.name) WHERE \(rows)", person, limit)
            case .clear(let columns):
                let cleared = columns.map { "\($0) = NULL" }.joined(separator: ", ")
                touched += try session.execute("UPDATE \(table.name) SET \(cleared) WHERE \(rows)", person, limit)
            }
        }
        return touched
    }

    /// How many rows still name the person, by table, whatever erasure does to them.
    package func rows(about person: PersonID, in session: any SQLSession) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in tables {
            guard let column = table.personColumn else { continue }
            let count = try session.first(
                "SELECT count(*) FROM \(table.name) WHERE \(column) = $1", person
            ) { row in try row[0] as Int }
            if let count, count > 0 { counts[table.name] = count }
        }
        return counts
    }

    /// Whom the newest rows of a table are about.
    func newestPeople(in table: RegisteredTable, limit: Int, in session: any SQLSession) throws -> [PersonID] {
        guard let column = table.personColumn else { return [] }
        return try session.query(
            """
            SELECT \(column) FROM \(table.name) WHERE \(column) IS NOT NULL ORDER BY \(table.key) DESC LIMIT \(limit)
            """
        ) { try $0[0] }
    }
}
