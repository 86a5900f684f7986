// SPDX-License-Identifier: Apache-2.0

/// What a person may ask of those who hold their data (GDPR art. 15-21).
package enum Right: String, Sendable, CaseIterable, Codable {
    case access
    case correction
    case erasure
    case objection
    case restriction
    case portability
}

/// How the business serves one right.
package struct RightDeclaration: Hashable, Sendable {
    /// What applies when the policy states no clock of its own.
    package static let defaultDays = 30

    package let id: Right
    /// Calendar days from the request to its answer.
    package let days: Int
    /// What it means for the person.
    package let words: Wording
    /// How to use it.
    package let how: Wording

    package init(id: Right, days: Int = RightDeclaration.defaultDays, words: Wording, how: Wording) {
        self.id = id
        self.days = days
        self.words = words
        self.how = how
    }
}
