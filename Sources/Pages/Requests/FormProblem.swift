// SPDX-License-Identifier: Apache-2.0

/// What is wrong with one field, in words a page can say beside it.
package struct FormProblem: Sendable, Hashable {
    package let field: String
    package let text: Text

    package init(_ field: String, _ text: Text) {
        self.field = field
        self.text = text
    }
}
