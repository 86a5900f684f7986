// SPDX-License-Identifier: Apache-2.0

/// One declared use: on what ground, of which categories, and which staff may open them for it.
package struct PurposeDeclaration: Hashable, Sendable {
    package let id: Purpose
    /// What it is called in a table.
    package let name: Wording
    /// What is done, and why.
    package let words: Wording
    package let basis: LegalBasis
    /// The article the ground rests on, as in `GDPR art. 6(1)(b)`.
    package let article: Wording
    package let categories: Set<Category>
    /// Empty when only the program itself opens anything for this purpose.
    package let roles: Set<StaffRole>

    package init(
        id: Purpose, name: Wording, words: Wording, basis: LegalBasis, article: Wording, categories: Set<Category>,
        roles: Set<StaffRole>
    ) {
        self.id = id
        self.name = name
        self.words = words
        self.basis = basis
        self.article = article
        self.categories = categories
        self.roles = roles
    }
}
