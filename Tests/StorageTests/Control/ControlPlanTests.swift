// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing

@Suite("Finding an organisation without reading them all")
struct ControlPlanTests {
    @Test(arguments: [
        "SELECT organisation_id FROM hosts WHERE host = $1",
        "SELECT organisation_id FROM webhook_routes WHERE provider = $1 AND account = $2",
        "SELECT organisation_id FROM due_organisations WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
        "SELECT organisation_id FROM organisations WHERE business = $1 AND slug = $2",
    ])
    func `every request's look-up follows an index`(sql: String) async throws {
        try await withTemporaryFile(.control) { database in
            let plan = try await database.queryPlan(of: sql)

            #expect(plan.hasPrefix("SEARCH") && !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }
}
