// SPDX-License-Identifier: Apache-2.0

package import Policy

/// One table of the data store as the privacy register knows it: every column classified, and what erasure does to a row.
///
/// Each domain declares its own tables; the program puts them together into one `Register`. A test reads the real schema
/// and names any column that is missing here.
package struct RegisteredTable: Sendable {
    package let name: String
    /// The primary key: for tables with sealed values one column of 16 bytes, which they are bound to. Several columns are
    /// separated by commas.
    package let key: String
    package let columns: [RegisteredColumn]
    package let onErasure: ErasureOfRow
    package let term: RowTerm
    /// What a person is told these rows are, as the key of a text in the catalogue.
    package let label: String

    package init(
        _ name: String, key: String = "id", label: String, onErasure: ErasureOfRow, term: RowTerm = .endless,
        columns: [RegisteredColumn]
    ) {
        self.name = name
        self.key = key
        self.label = label
        self.onErasure = onErasure
        self.term = term
        self.columns = columns
    }

    /// The column naming the person a row is about, if the table has one.
    package var personColumn: String? {
        columns.lazy.compactMap { if case .person(let name) = $0 { name } else { nil } }.first
    }

    /// Whether any column names a person or belongs to a category of personal data.
    var isPersonal: Bool { personColumn != nil || columns.contains { $0.category != nil } }

    package var sealedFields: [SealedField] {
        columns.compactMap { if case .sealed(let field) = $0 { field } else { nil } }
    }
}

package enum RegisteredColumn: Sendable {
    /// Not about a person, or only together with a column that erasure clears.
    case plain(String)
    /// The person the row is about.
    case person(String)
    /// Sealed under that person's key.
    case sealed(SealedField)
    /// Sealed under another key than the person's: what law makes us keep, under a hold key.
    case held(SealedField)
    /// Coded and readable (a country, a language, a state of delivery), personal while the person column is there.
    case coded(String, Category)

    package var name: String {
        switch self {
        case .plain(let name), .person(let name), .coded(let name, _): name
        case .sealed(let field), .held(let field): field.column
        }
    }

    /// Whether it can be read only with a key, which an erasure or the end of a hold destroys.
    package var isSealed: Bool {
        switch self {
        case .sealed, .held: true
        case .plain, .person, .coded: false
        }
    }

    package var category: Category? {
        switch self {
        case .plain, .person: nil
        case .sealed(let field), .held(let field): field.category
        case .coded(_, let category): category
        }
    }
}

/// What the sweep after an erasure does to the rows of the person.
package enum ErasureOfRow: Sendable {
    /// The table holds nothing about people.
    case nothing
    /// The rows are deleted.
    case delete
    /// The rows stay for the business's own figures, no longer about anybody: these columns become NULL, the person
    /// column first among them.
    case clear([String])
    /// The rows stay under a hold key until its end year.
    case keepUnderHold
}
