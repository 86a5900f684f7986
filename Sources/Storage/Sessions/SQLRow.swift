// SPDX-License-Identifier: Apache-2.0

/// One row of a result while it is being read: valid only inside the mapping closure.
package struct SQLRow {
    private let column: (Int) -> SQLValue

    package init(column: @escaping (Int) -> SQLValue) {
        self.column = column
    }

    package subscript<Value: SQLDecodable>(_ index: Int) -> Value {
        get throws { try Value(sqlValue: column(index)) }
    }
}
