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
            if case .endless = table.term, table.isPersonal {
                found.append("\(table.name) is about people and has no term")
            }
            if case .follows(let other) = table.term, !tables.contains(where: { $0.name == other }) {
                found.append("\(table.name) goes with \(other), which is not registered")
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

    /// The events that terms can be counted from, by category: those known of every table that holds it.
    package var countableStarts: [Category: Set<Retention.Start>] {
        var starts: [Category: Set<Retention.Start>] = [:]
        for case .ends(let end) in tables.map(\.term) {
            for category in end.categories {
                starts[category, default: Set(end.starts.keys)].formIntersection(end.starts.keys)
            }
        }
        return starts
    }

    package var categories: Set<Category> {
        Set(tables.flatMap { $0.columns.compactMap(\.category) })
    }
}
