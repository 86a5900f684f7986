// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Statements over whole tables, for stores that a backup brought back. Names come from the register, which is code.
extension Register {
    /// Whom rows of a table are about, each once.
    func people(
        in table: RegisteredTable, after last: PersonID?, limit: Int, in session: any SQLSession
    ) throws -> [PersonID] {
        guard let column = table.personColumn else { return [] }
        return try session.query(
            """
            SELECT DISTINCT \(column) FROM \(table.name) WHERE \(column) > $1 ORDER BY \(column) LIMIT $2
            """, last?.bytes ?? [], limit
        ) { try $0[0] }
    }

    func newestValues(
        of field: SealedField, in table: RegisteredTable, limit: Int, in session: any SQLSession
    ) throws -> [(person: PersonID, value: SealedValue)] {
        guard let column = table.personColumn else { return [] }
        return try session.query(
            """
            SELECT \(column), \(table.key), \(field.column) FROM \(table.name)
            WHERE \(column) IS NOT NULL AND \(field.column) IS NOT NULL ORDER BY \(table.key) DESC LIMIT \(limit)
            """
        ) { row in (try row[0], SealedValue(try row[2], in: field, row: try row[1])) }
    }
}
