// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Signs everybody out: after a restore no session of then may go on.
package struct EndAllSessions: Sendable {
    private let data: any Database

    package init(data: any Database) {
        self.data = data
    }

    /// Returns how many sessions there were.
    package func callAsFunction() async throws -> Int {
        try await data.write { try SessionQueries.deleteAll(in: $0) }
    }
}
