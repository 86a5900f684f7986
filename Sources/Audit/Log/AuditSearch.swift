// SPDX-License-Identifier: Apache-2.0

package import Values

/// A look through a log, newest first: at everything, at entries of some kinds, or at what was done for one purpose.
package struct AuditSearch: Hashable, Sendable {
    /// So many entries are looked through at a time, so that looking for something rare stays short.
    static let reach = 20_000

    package let log: AuditLog
    /// How the types begin that are looked for, as in `refund.`; every type when empty. Names of the program, never typed text.
    package let types: [String]
    package let purpose: String?
    /// Only entries with smaller numbers.
    package let before: Int?
    package let limit: Int

    package init(
        of log: AuditLog, types: [String] = [], purpose: String? = nil, before: Int? = nil, limit: Int = 50
    ) {
        self.log = log
        self.types = types
        self.purpose = purpose
        self.before = before
        self.limit = limit
    }
}

/// What a search found.
package struct AuditPage: Hashable, Sendable {
    /// Newest first.
    package let entries: [AuditRecord]
    /// What to search `before` next; nil at the log's beginning, or where its older texts were pruned.
    package let next: Int?
    /// How many entries the log has.
    package let size: Int
}

/// Whom and what an entry's references stand for, as far as they still do.
package struct AuditParties: Hashable, Sendable {
    /// Nil for the program itself, and once the actor's links were erased.
    package let actor: PersonID?
    /// Empty for what is about nobody, and once they were erased.
    package let people: [PersonID]
}
