// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Proven requests of people that are not carried out yet, with the end of the clock that ends first.
package struct RequestsDue: Hashable, Sendable {
    package let count: Int
    /// Nil when there is none.
    package let firstDueAt: Instant?

    /// Read in the transaction handed in.
    package init(in session: any SQLSession) throws {
        let found = try RightsRequestQueries.due(in: session)
        count = found.count
        firstDueAt = found.firstDueAt
    }
}
