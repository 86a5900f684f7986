// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Checking a log")
struct AuditVerifierTests {
    @Test func `an honest log is intact, whatever is not yet numbered or signed`() async throws {
        try await withAuditLab { lab in
            #expect(try await lab.verify().isIntact)
            try await lab.record(600)
            try await lab.record(7)
            try await lab.record(3, flushing: false)

            let report = try await lab.verify()

            #expect(report.finding == nil)
            #expect((report.size, report.signedSize, report.checkpoints, report.unnumbered) == (607, 607, 2, 3))
        }
    }

    @Test(
        arguments: [
            (
                "UPDATE audit_entries SET body = replace(body, 'thing', 'think') WHERE position = 5",
                .changedEntry(position: 5)
            ),
            (
                "UPDATE audit_entries SET recorded_at = recorded_at + 1 WHERE position = 5",
                .mislabelledEntry(position: 5)
            ),
            ("UPDATE audit_entries SET id = zeroblob(16) WHERE position = 5", .mislabelledEntry(position: 5)),
            ("DELETE FROM audit_entries WHERE position = 5", .missingEntry(position: 5)),
            ("DELETE FROM audit_entries WHERE position = 10", .missingEntry(position: 10)),
            ("UPDATE audit_entries SET position = NULL WHERE position = 10", .missingEntry(position: 10)),
            ("UPDATE audit_entries SET log = 'access' WHERE position = 5", .missingEntry(position: 5)),
            ("UPDATE audit_nodes SET hash = zeroblob(32) WHERE level = 0 AND position = 5", .changedEntry(position: 5)),
            (
                "UPDATE audit_nodes SET hash = zeroblob(32) WHERE level = 1 AND position = 2",
                .changedNode(NodeAddress(level: 1, position: 2))
            ),
            (
                "UPDATE audit_nodes SET hash = zeroblob(32) WHERE level = 3",
                .changedNode(NodeAddress(level: 3, position: 0))
            ),
            (
                "DELETE FROM audit_nodes WHERE level = 0 AND position = 5",
                .missingNode(NodeAddress(level: 0, position: 5))
            ),
            (
                "DELETE FROM audit_nodes WHERE level = 2 AND position = 1",
                .missingNode(NodeAddress(level: 2, position: 1))
            ),
            ("UPDATE audit_trees SET size = 8 WHERE log = 'evidence'", .cutOff(signedSize: 11, size: 8)),
            (
                "UPDATE audit_checkpoints SET note = replace(note, '11', '12') WHERE size = 11",
                .forgedCheckpoint(size: 11)
            ),
            ("UPDATE audit_checkpoints SET size = 9 WHERE size = 11", .forgedCheckpoint(size: 9)),
            ("UPDATE audit_checkpoints SET note = 'nonsense' WHERE size = 11", .forgedCheckpoint(size: 11)),
        ] as [(String, AuditFinding)])
    func `whatever is edited is found and named`(edit: String, finding: AuditFinding) async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            try await lab.record(7)

            try await lab.tamper(edit)

            #expect(try await lab.verify().finding == finding)
        }
    }

    @Test func `two entries that changed places are found`() async throws {
        try await withAuditLab { lab in
            let entries = try await lab.record(8)
            try await lab.tamper("UPDATE audit_entries SET position = 99 WHERE position = 3")
            try await lab.tamper("UPDATE audit_entries SET position = 3 WHERE position = 6")
            try await lab.tamper("UPDATE audit_entries SET position = 6 WHERE position = 99")

            #expect(entries.count == 8)
            #expect(try await lab.verify().finding == .changedEntry(position: 3))
        }
    }

    @Test func `an entry added behind the end is found`() async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            try await lab.record(1, flushing: false)
            try await lab.tamper("UPDATE audit_entries SET position = 4 WHERE position IS NULL")

            #expect(try await lab.verify().finding == .strayEntry(position: 4))
        }
    }

    @Test func `a history rewritten with all its hashes contradicts its checkpoints`() async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            let (first, second) = (try await lab.checkpoints(), try await lab.record(3))
            try await lab.tamper("DELETE FROM audit_nodes")
            try await lab.tamper("DELETE FROM audit_trees")
            try await lab.tamper("UPDATE audit_entries SET position = NULL")
            try await lab.tamper("DELETE FROM audit_entries WHERE id = $1", [second[0].id.sqlValue])
            _ = try await lab.database.write { try SequencingQueries.numberEntries(limit: 100, in: $0) }

            #expect(try await lab.verify().finding == .cutOff(signedSize: 7, size: 6))
            try await lab.tamper("DELETE FROM audit_checkpoints WHERE size = 7")
            #expect(try await lab.verify().isIntact, "only what others keep can tell")
            #expect(first.count == 1)
        }
    }

    @Test func `a checkpoint kept elsewhere betrays a log that was cut off or rewritten`() async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            try await lab.record(3)
            let last = try #require(try await lab.checkpoints().last)
            let kept = try #require(SignedNote(last.note))
            let verifier = AuditVerifier(database: lab.database, key: lab.signer.key(of:))
            #expect(try await verifier.verify(.evidence, witnessed: [kept]).isIntact)

            try await lab.tamper("DELETE FROM audit_checkpoints WHERE size = 7")
            try await lab.tamper("DELETE FROM audit_entries WHERE position >= 4")
            try await lab.tamper("UPDATE audit_trees SET size = 4")

            #expect(try await lab.verify().isIntact)
            let report = try await verifier.verify(.evidence, witnessed: [kept])
            #expect(report.finding == .cutOff(signedSize: 7, size: 4))
        }
    }

    @Test func `another key's checkpoints are forged`() async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            let stranger = LogSigner(
                base: lab.signer.base, privateKey: .init(), heads: SignedHeads(in: lab.secrets))

            let report = try await AuditVerifier(database: lab.database, key: stranger.key(of:)).verify(.evidence)

            #expect(report.finding == .forgedCheckpoint(size: 4))
        }
    }
}
