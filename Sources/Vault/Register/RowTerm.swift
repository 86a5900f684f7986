// SPDX-License-Identifier: Apache-2.0

package import Policy

/// When the rows of a table have had their time. How long that is, the policy says; the register knows what it counts from.
package enum RowTerm: Sendable {
    /// Nothing in the table is about a person.
    case endless
    /// Its own mechanism removes the rows, sooner than any policy would; or another sweep does, as the pruning of a log.
    case ownMechanism
    /// The rows go with those of another table (foreign keys cascade).
    case follows(String)
    case ends(RowEnd)
}

package struct RowEnd: Sendable {
    /// Whose terms count for a row; the shortest ends it.
    package let categories: [Category]
    /// SQL for the moment, in milliseconds, that each kind of term counts from, over a row of the table; NULL while it has not
    /// come. Code of the register, never a value.
    package let starts: [Retention.Start: String]
    package let action: Action

    package enum Action: Sendable {
        case delete
        /// The row stays, about nobody: these columns become NULL, the person column first among them.
        case clear([String])
    }

    package init(_ categories: [Category], from starts: [Retention.Start: String], _ action: Action) {
        self.categories = categories
        self.starts = starts
        self.action = action
    }

    /// Every kind of term counts from the same moment.
    package init(_ categories: [Category], from moment: String, _ action: Action) {
        self.init(
            categories, from: Dictionary(uniqueKeysWithValues: Retention.Start.allCases.map { ($0, moment) }), action)
    }
}
