// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Storage
package import Values

/// The privacy register of the program: every table and column, classified once. Export, erasure and retention follow it.
package struct Register: Sendable {
    package let tables: [RegisteredTable]

    package init(_ tables: [RegisteredTable]) {
        self.tables = tables
    }

    /// What stands twice or does not fit together, in sentences; empty when the register is sound.
    package var contradictions: [String] {
        var found: [String] = []
        var owners: [UInt16: String] = [:]
        for table in tables {
            for column in table.columns {
                let field: SealedField? =
                    switch column {
                    case .sealed(let field), .held(let field): field
                    case .plain, .person, .coded: nil
                    }
                guard let field else { continue }
                if field.table != table.name {
                    found.append("\(field.table).\(field.column) is registered under table \(table.name)")
                }
                if let owner = owners.updateValue("\(table.name).\(field.column)", forKey: field.number) {
                    found.append(
                        "field number \(field.number) belongs to \(owner) and to \(table.name).\(field.column)")
                }
            }
            if !table.sealedFields.isEmpty, table.personColumn == nil {
                found.append("\(table.name) holds sealed values but names no person column")
            }
        }
        return found
    }

    /// Columns of the real schema that no table here classifies, and classified ones that do not exist.
    package func differences(from schema: [String: Set<String>]) -> [String] {
        let known = Dictionary(tables.map { ($0.name, Set($0.columns.map(\.name))) }) { first, _ in first }
        var found: [String] = []
        for (table, columns) in schema {
            for column in columns.subtracting(known[table] ?? []) { found.append("unclassified: \(table).\(column)") }
        }
        for (table, columns) in known {
            for column in columns.subtracting(schema[table] ?? []) {
                found.append("not in the schema: \(table).\(column)")
            }
        }
        return found.sorted()
    }

    package var categories: Set<Category> {
        Set(tables.flatMap { $0.columns.compactMap(\.category) })
    }
}

extension Register {
    /// Deletes or clears a batch of the person's rows in every table; returns how many were touched. Call until it is 0.
    ///
    /// Table and column names come from the register, which is code; only the person is a value.
    package func sweep(_ person: PersonID, limit: Int = 1000, in session: any SQLSession) throws -> Int {
        var touched = 0
        for table in tables {
            guard let column = table.personColumn else { continue }
            let rows = "\(table.key) IN (SELECT \(table.key) FROM \(table.name) WHERE \(column) = $1 LIMIT $2)"
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
}
