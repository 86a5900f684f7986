// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Jobs

@Suite("Job and event queries use their indexes")
struct JobPlanTests {
    @Test func `leasing, looking ahead and reading on neither read the whole table nor sort`() async throws {
        try await withTemporaryFile(.data) { database in
            let steps = try await database.plan { session in
                _ = try LeaseQueries.due(at: .testTime, limit: 5, in: session)
                _ = try LeaseQueries.expired(at: .testTime, limit: 5, in: session)
                _ = try JobQueries.nextDue(in: session)
                _ = try JobQueries.dead(in: session)
                _ = try JobQueries.deleteDone(before: .testTime, in: session)
                _ = try OutboxQueries.events(after: 5, in: session)
                _ = try OutboxQueries.hasUnnumbered(in: session)
                _ = try OutboxQueries.number(limit: 5, in: session)
            }

            for step in steps {
                #expect(step.contains("INDEX") && !step.contains("TEMP B-TREE"), "\(step)")
            }
        }
    }
}
