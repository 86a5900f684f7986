// SPDX-License-Identifier: Apache-2.0

package import Policy

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
