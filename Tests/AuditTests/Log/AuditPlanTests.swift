// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Audit queries use their indexes")
struct AuditPlanTests {
    @Test func `looking for people, objects and places in the tree neither scans nor sorts`() async throws {
        try await withTemporaryFile(.data) { database in
            let steps = try await database.plan { session in
                _ = try AuditQueries.entries(about: PersonID.random(), in: session)
                _ = try AuditQueries.entries(by: .random(), in: session)
                _ = try AuditQueries.entries(about: ID<AuditObject>.random(), in: session)
                _ = try AuditQueries.newest(of: .evidence, in: session)
                _ = try AuditQueries.eraseLinks(of: .random(), in: session)
                _ = try TreeQueries.state(of: .evidence, in: session)
                _ = try TreeQueries.latestCheckpoint(of: .evidence, in: session)
                _ = try VerificationQueries.rows(of: .evidence, from: 5, limit: 5, in: session)
                _ = try PruningQueries.firstPosition(of: .access, from: 5, recordedFrom: .testTime, in: session)
                _ = try PruningQueries.deleteEntries(of: .access, below: 5, limit: 5, in: session)
            }

            for step in steps { #expect(!step.contains("SCAN") && !step.contains("TEMP B-TREE"), "\(step)") }
        }
    }

    @Test func `looking for what is not numbered reads the small index of it only`() async throws {
        try await withTemporaryFile(.data) { database in
            let steps = try await database.plan { session in
                _ = try SequencingQueries.hasUnnumberedEntries(in: session)
                _ = try SequencingQueries.numberEntries(limit: 5, in: session)
            }

            #expect(steps.count == 2)
            for step in steps { #expect(step.contains("INDEX audit_entries_unnumbered"), "\(step)") }
        }
    }
}
