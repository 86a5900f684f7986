// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Another table whose committed rows get their numbers together with the audit entries: the outbox.
package struct SequencedTable: Sendable {
    package let hasUnnumbered: @Sendable (any SQLSession) throws -> Bool
    /// Numbers up to so many rows and returns how many it did.
    package let number: @Sendable (_ limit: Int, any SQLSession) throws -> Int
    /// The newest number given.
    package let last: @Sendable (any SQLSession) throws -> Int

    package init(
        hasUnnumbered: @escaping @Sendable (any SQLSession) throws -> Bool,
        number: @escaping @Sendable (_ limit: Int, any SQLSession) throws -> Int,
        last: @escaping @Sendable (any SQLSession) throws -> Int
    ) {
        self.hasUnnumbered = hasUnnumbered
        self.number = number
        self.last = last
    }
}
