// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Jobs

@Suite("Looking over the work there is")
struct JobOverviewTests {
    @Test func `work is counted as due, planned or waiting for another try`() async throws {
        try await withJobLab { lab in
            let due = try await lab.queue("work")
            let planned = try await lab.queue("work", after: .seconds(600))
            let failed = try await lab.queue("work", after: .seconds(60))
            try await lab.database.write {
                _ = try $0.execute("UPDATE jobs SET failures = 2, last_error = 'unreachable' WHERE id = $1", failed.id)
            }

            let overview = try await lab.database.read {
                try JobOverview.look(at: .testTime, doneSince: .testTime - .days(1), in: $0)
            }

            #expect(overview.dueCount == 1)
            #expect(overview.plannedCount == 1)
            #expect(overview.retryingCount == 1)
            #expect(overview.runningCount == 0)
            #expect(overview.next.map(\.id) == [due.id, planned.id])
            #expect(overview.retrying.map(\.lastError) == ["unreachable"])
        }
    }

    @Test func `a job that was given up is over once, and counts as done`() async throws {
        try await withJobLab { lab in
            let job = try await lab.queue("work")
            try await lab.database.write {
                _ = try $0.execute("UPDATE jobs SET state = 'dead', finished_at = run_at WHERE id = $1", job.id)
            }

            let first = try await lab.database.write { try JobQueries.giveUp(job.id, at: .testTime, in: $0) }
            let second = try await lab.database.write { try JobQueries.giveUp(job.id, at: .testTime, in: $0) }
            let overview = try await lab.database.read {
                try JobOverview.look(at: .testTime, doneSince: .testTime, in: $0)
            }

            #expect(first && !second)
            #expect(overview.deadCount == 0 && overview.doneCount == 1)
        }
    }
}
