// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A `CREATE TABLE` of a migration, taken apart as far as PostgreSQL needs it otherwise than it is written.
///
/// The columns' types become PostgreSQL's, and keys that stand beside a column become constraints of the table, so that
/// each can be led by the organisation.
struct NeutralTable {
    let name: String
    private var columns: [String] = []
    private var constraints: [String] = []
    /// Put before the columns of every key: `organisation_id, `, or nothing in the instance's own database.
    private let lead: String

    init?(_ statement: String, ledByOrganisation: Bool) {
        guard let head = statement.firstMatch(of: /^CREATE\s+TABLE\s+(\w+)\s*\(/), statement.hasSuffix(")") else {
            return nil
        }
        name = String(head.1)
        lead = ledByOrganisation ? "organisation_id, " : ""
        if ledByOrganisation { columns.append(Self.organisationColumn) }
        for item in SQLText.items(in: String(statement[head.range.upperBound...].dropLast())) {
            add(item)
        }
    }

    static let organisationColumn =
        "organisation_id UUID NOT NULL DEFAULT CAST(current_setting('sampan.organisation') AS UUID)"

    var statement: String {
        "CREATE TABLE \(name) (\n    " + (columns + constraints).joined(separator: ",\n    ") + "\n)"
    }

    private mutating func add(_ item: String) {
        if item.starts(with: /(PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT)\b/) {
            constraints.append(ledConstraint(item))
            return
        }
        guard let parts = item.wholeMatch(of: /(\w+)\s+([A-Z]+)(.*)/.dotMatchesNewlines()) else {
            columns.append(item)
            return
        }
        let column = String(parts.1)
        var rest = String(parts.3)
        if rest.contains(/\bPRIMARY KEY\b/) {
            rest.replace(/\s*\bPRIMARY KEY\b/, with: "")
            constraints.append("PRIMARY KEY (\(lead)\(column))")
        }
        if rest.contains(/\bUNIQUE\b/) {
            rest.replace(/\s*\bUNIQUE\b/, with: "")
            constraints.append("UNIQUE (\(lead)\(column))")
        }
        if let reference = rest.firstMatch(of: Self.reference) {
            constraints.append(
                "FOREIGN KEY (\(lead)\(column)) REFERENCES \(reference.1) (\(lead)\(reference.2))\(reference.3)")
            rest.removeSubrange(reference.range)
        }
        columns.append("\(column) \(Self.type(String(parts.2)))\(rest)")
    }

    private func ledConstraint(_ item: String) -> String {
        guard !item.hasPrefix("CHECK") else { return item }
        return item.replacing(/(PRIMARY KEY|UNIQUE|FOREIGN KEY|REFERENCES \w+)\s*\(/) { "\($0.1) (\(lead)" }
    }

    private static var reference: Regex<(Substring, Substring, Substring, Substring)> {
        /\s*\bREFERENCES\s+(\w+)\s*\((\w+)\)((?:\s+ON\s+DELETE\s+CASCADE|\s+DEFERRABLE\s+INITIALLY\s+DEFERRED)*)/
    }

    static func type(_ neutral: String) -> String {
        switch neutral {
        case "INTEGER": "BIGINT"
        case "BLOB": "BYTEA"
        case "REAL": "DOUBLE PRECISION"
        default: neutral
        }
    }
}
