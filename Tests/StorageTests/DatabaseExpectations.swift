// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing

extension Database {
    /// The one number a statement returns.
    func count(_ sql: String) async throws -> Int {
        try #require(try await read { try $0.first(sql) { try $0[0] as Int } })
    }

    /// Returns after the batches begun so far, listeners included.
    func settled() async throws {
        try await scrub()
    }
}
