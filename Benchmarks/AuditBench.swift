// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Jobs
import Storage
import Values

/// What the evidence adds to a business transaction: an event, two jobs and a row, with and without an audit entry.
struct AuditBench {
    let folder: URL

    func figures() async throws -> [Figure] {
        let bench = try BenchVault(in: folder.appending(path: "audit"))
        let ratio = try await ratio(rounds: 9) {
            for _ in 0..<300 { try await transact(bench, isAudited: true) }
        } to: {
            for _ in 0..<300 { try await transact(bench, isAudited: false) }
        }
        return [Figure(name: "audit-in-transaction", value: ratio, unit: "× without", goal: .atMost(1.15))]
    }

    private func transact(_ bench: BenchVault, isAudited: Bool) async throws {
        let now = bench.clock.now()
        let subject = ID<String>.timeOrdered(at: now)
        let event = OutboxEvent("bench.happened", about: subject, at: now)
        let jobs = [Job("bench-first", about: subject, at: now), Job("bench-second", about: subject, at: now)]
        let entry = AuditEntry(log: .evidence, type: "bench.happened", at: now, about: .random())
        try await bench.data.write { session in
            try session.execute(
                """
                INSERT INTO disclosures
                    (id, person_id, recipient, purpose, categories, subject, state, policy_version, sent_at)
                VALUES ($1, $2, 'bench', 'purchase', 'order', $1, 2, '', $3)
                """, subject, PersonID.random(), now)
            try event.insert(in: session)
            for job in jobs { try job.insert(in: session) }
            if isAudited { try entry.insert(in: session) }
        }
    }
}
