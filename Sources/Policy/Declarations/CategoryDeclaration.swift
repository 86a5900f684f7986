// SPDX-License-Identifier: Apache-2.0

/// What the policy says of one category it lets the program collect.
package struct CategoryDeclaration: Hashable, Sendable {
    package let id: Category
    package let about: DataSubject
    /// What it is called in a table.
    package let name: Wording
    /// What it is, as the people it concerns would say it.
    package let words: Wording
    /// Where it comes from: typed in, made by us, reported by a supplier.
    package let source: Wording
    /// Whether a purchase or request is impossible without it.
    package let isRequired: Bool

    package init(id: Category, about: DataSubject, name: Wording, words: Wording, source: Wording, isRequired: Bool) {
        self.id = id
        self.about = about
        self.name = name
        self.words = words
        self.source = source
        self.isRequired = isRequired
    }
}
