// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Pruning old access entries")
struct AuditPruningTests {
    private func verifyAll(_ lab: AuditLab) async throws -> [AuditFinding?] {
        try await AuditVerifier(database: lab.database, key: lab.signer.key(of:)).verify().map(\.finding)
    }

    @Test func `old texts and links go, proofs and receipts keep holding`() async throws {
        try await withAuditLab { lab in
            let person = PersonID.random()
            let entries = try await lab.record(700, in: .access, about: person)
            let office = ReceiptOffice(database: lab.database)
            guard case .ready(let early) = try await office.receipt(for: entries[10].id) else {
                Issue.record("no receipt")
                return
            }

            let pruning = AuditPruning(database: lab.database, clock: lab.clock)
            let dropped = try await pruning.prune(.access, before: .testTime + .seconds(650))
            try await lab.record(5, in: .access, about: person)

            #expect(dropped == 650)
            #expect(try await lab.state(of: .access) == TreeState(size: 705, minimumPosition: 650))
            #expect(try await office.receipt(for: entries[10].id) == .unknownEntry)
            guard case .genuine = early.verdict(log: lab.signer.key(of: .access)) else {
                Issue.record("the early receipt no longer holds")
                return
            }
            guard case .ready(let late) = try await office.receipt(for: entries[650].id) else {
                Issue.record("no receipt after pruning")
                return
            }
            guard case .genuine = late.verdict(log: lab.signer.key(of: .access)) else {
                Issue.record("the late receipt does not hold")
                return
            }
            let links = try await lab.database.read {
                try AuditQueries.entries(about: person, limit: 1000, in: $0).count
            }
            #expect(links == 55)
            #expect(try await verifyAll(lab) == [nil, nil])
            #expect(try await pruning.prune(.access, before: .testTime + .seconds(650)) == 0)
        }
    }

    @Test func `the evidence log says what was pruned, before it is numbered and after`() async throws {
        try await withAuditLab { lab in
            try await lab.record(3, in: .access)

            try await AuditPruning(database: lab.database, clock: lab.clock).prune(.access, before: lab.clock.now())

            #expect(try await verifyAll(lab) == [nil, nil])
            try await lab.sequencer.flush()
            #expect(try await verifyAll(lab) == [nil, nil])
            let announced = try await lab.database.read { try AuditQueries.newest(of: .evidence, in: $0) }
            #expect(announced.first?.statement?.type == .bodiesPruned)
            #expect(announced.first?.statement?.outcome == "access:3")
        }
    }

    @Test func `pruning on the quiet is found`() async throws {
        try await withAuditLab { lab in
            try await lab.record(5, in: .access)
            try await lab.tamper("DELETE FROM audit_entries WHERE position < 2")
            try await lab.tamper("UPDATE audit_trees SET minimum_position = 2")

            #expect(try await verifyAll(lab) == [.unannouncedPruning(minimumPosition: 2), nil])
        }
    }

    @Test func `a changed hash below the pruned part is still found`() async throws {
        try await withAuditLab { lab in
            try await lab.record(8, in: .access)
            try await AuditPruning(database: lab.database, clock: lab.clock).prune(.access, before: lab.clock.now())
            try await lab.tamper(
                "UPDATE audit_nodes SET hash = zeroblob(32) WHERE log = 'access' AND level = 0 AND position = 4")

            #expect(try await lab.verify(.access).finding == .changedNode(NodeAddress(level: 1, position: 2)))
        }
    }
}
