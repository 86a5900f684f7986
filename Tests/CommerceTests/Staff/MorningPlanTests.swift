// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite("What the figures of a morning cost")
struct MorningPlanTests {
    @Test func `they are read from indexes alone, however many orders there are`() async throws {
        try await withTemporaryFile(.data) { database in
            let now = Instant(milliseconds: 1_800_000_000_000)
            let steps = try await database.plan { session in
                _ = try Morning(days: 29, until: now, in: .gmt, session)
                _ = try DisclosureQueries.traffic(since: now - .days(1), in: session)
            }

            let reads = steps.filter { $0.contains("SCAN") || $0.contains("SEARCH") }
            #expect(reads.count == 6)
            #expect(reads.allSatisfy { $0.contains("SEARCH") }, "\(reads)")
            // The orders that a part was given back of are few, and read themselves.
            let others = reads.filter { !$0.contains("COVERING INDEX") }
            #expect(others.allSatisfy { $0.contains("PRIMARY KEY") }, "\(reads)")
        }
    }
}
