// SPDX-License-Identifier: Apache-2.0

package import Policy

/// A column that holds a sealed personal value.
///
/// `number` is permanent: it is part of what a value is sealed with (AAD), so a table or column may be renamed but a
/// number is never changed and never reused. The register's test shows that no two fields share one.
package struct SealedField: Hashable, Sendable {
    package let table: String
    package let column: String
    package let number: UInt16
    package let category: Category

    package init(table: String, column: String, number: UInt16, category: Category) {
        self.table = table
        self.column = column
        self.number = number
        self.category = category
    }
}
