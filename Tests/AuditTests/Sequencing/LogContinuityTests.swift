// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Signing nothing that contradicts what was signed")
struct LogContinuityTests {
    @Test func `a data store put back from an older copy is not signed, and the check says why`() async throws {
        try await withRestoredLab { restored, lab in
            await #expect(throws: InconsistentTree(log: .evidence, signedSize: 9, size: 4)) {
                try await restored.demandContinuity()
            }
            // Grown past the old size by other entries, it is another history of the same log.
            try await lab.insert(entries(7, at: lab.clock.now()))
            await #expect(throws: InconsistentTree(log: .evidence, signedSize: 9, size: 11)) {
                try await restored.flush()
            }
            #expect(try await lab.checkpoints().map(\.size) == [4])
            let report = try await AuditVerifier(database: lab.database, signer: lab.signer).verify(.evidence)
            #expect(report.finding == .rewrittenHistory(size: 9))
        }
    }

    @Test func `the check names how much is missing`() async throws {
        try await withRestoredLab { _, lab in
            let verifier = AuditVerifier(database: lab.database, signer: lab.signer)
            let finding = try await verifier.verify(.evidence).finding
            #expect(finding == .cutOff(signedSize: 9, size: 4))
            let stranger = AuditVerifier(database: lab.database, key: lab.signer.key(of:))
            #expect(try await stranger.verify(.evidence).isIntact, "who has the database alone cannot tell")
        }
    }

    @Test func `a crash between remembering a checkpoint and storing it is made good`() async throws {
        try await withAuditLab { lab in
            try await lab.record(3)
            try await lab.record(2)
            let remembered = try #require(try lab.signer.newest(of: .evidence))
            try await lab.tamper("DELETE FROM audit_checkpoints WHERE size = 5")

            try await lab.sequencer.demandContinuity()
            try await lab.sequencer.flush()

            #expect(try await lab.checkpoints().map(\.size) == [3, 5])
            #expect(try lab.signer.newest(of: .evidence)?.text == remembered.text)
        }
    }

    @Test func `what is remembered never becomes smaller and never another tree`() throws {
        let hash = TreeHash.leaf([1])
        let other = TreeHash.leaf([2])
        try withSigner { signer in
            _ = try signer.sign(Checkpoint(origin: signer.origin(of: .access), size: 7, root: hash), of: .access)
            _ = try signer.sign(Checkpoint(origin: signer.origin(of: .access), size: 5, root: other), of: .access)
            #expect(try signer.newestCheckpoint(of: .access)?.size == 7)
            let contradiction = Checkpoint(origin: signer.origin(of: .access), size: 7, root: other)
            #expect(throws: InconsistentTree(log: .access, signedSize: 7, size: 7)) {
                try signer.sign(contradiction, of: .access)
            }
            #expect(try signer.newestCheckpoint(of: .evidence) == nil)
        }
    }

    @Test func `under a new name the log goes on from what is left, commits to what was signed, and verifies`()
        async throws
    {
        try await withTemporaryDirectory { secrets in
            try await withTemporaryDatabase(.data) { database in
                let clock = FixedWallClock(.testTime)
                func sequencer(_ signer: LogSigner) -> Sequencer {
                    Sequencer(database: database, signer: signer, clock: clock, onFailure: { _ in })
                }
                func record(_ count: Int) async throws {
                    let made = self.entries(count, at: clock.now())
                    try await database.write { session in for entry in made { try entry.insert(in: session) } }
                }
                try await record(4)
                try await sequencer(LogSigner(in: secrets) { "shop.example/a" }).flush()
                // Signed over entries that the store, put back from a copy, does not have.
                let lost = Checkpoint(origin: "shop.example/a/evidence", size: 9, root: .leaf([9]))
                _ = try LogSigner(in: secrets) { "" }.sign(lost, of: .evidence)
                await #expect(throws: InconsistentTree.self) {
                    try await sequencer(LogSigner(in: secrets) { "" }).demandContinuity()
                }

                let heads = try LogSigner.rename(in: secrets, logs: [.access, .evidence], to: "shop.example/b")
                let signer = try LogSigner(in: secrets) { "" }
                try await record(2)
                try await sequencer(signer).flush()

                #expect(heads == [FormerHead(log: .evidence, origin: lost.origin, size: 9, root: lost.root)])
                #expect(signer.base == "shop.example/b" && signer.formerBases == ["shop.example/a"])
                #expect(try signer.newestCheckpoint(of: .evidence)?.size == 6)
                let reports = try await AuditVerifier(database: database, signer: signer).verify()
                #expect(reports.allSatisfy { $0.isIntact })
                let second = try LogSigner.rename(in: secrets, logs: [.evidence], to: "shop.example/c")
                #expect(second.map(\.size) == [6])
                let third = try LogSigner(in: secrets) { "" }
                #expect(third.formerBases == ["shop.example/a", "shop.example/b"])
            }
        }
    }

    @Test func `a damaged memory stops the signing instead of beginning anew`() async throws {
        try await withAuditLab { lab in
            try await lab.record(3)
            try Data("nonsense\n".utf8).write(to: lab.secrets.appending(path: "audit.evidence.head"))
            try await lab.record(1, flushing: false)

            await #expect(throws: SignedHeadDamaged.self) { try await lab.sequencer.flush() }
        }
    }

    @Test func `a log keeps the name it was given first`() async throws {
        try await withTemporaryDirectory { secrets in
            let first = try LogSigner(in: secrets) { "old.example/organisations/1f" }
            let second = try LogSigner(in: secrets) { "new.example/organisations/2e" }

            #expect(second.origin(of: .evidence) == "old.example/organisations/1f/evidence")
            #expect(second.key(of: .evidence) == first.key(of: .evidence))
            try Data("two words\n".utf8).write(to: secrets.appending(path: "audit.origin"))
            #expect(throws: LogOriginDamaged.self) { try LogSigner(in: secrets) { "x.example" } }
        }
    }

    private func withSigner(_ body: (LogSigner) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sampan-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // the system empties its temporary folder
        try body(LogSigner(base: "shop.example/organisations/o1", privateKey: .init(), heads: SignedHeads(in: folder)))
    }

    private func entries(_ count: Int, at time: Instant) -> [AuditEntry] {
        (0..<count).map { AuditEntry(log: .evidence, type: "thing.happened", at: time + .seconds($0)) }
    }

    /// Nine entries were signed, then the copy of the data made after four was put back; the secrets are as they were.
    private func withRestoredLab(_ body: (Sequencer, AuditLab) async throws -> Void) async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            let copy = lab.secrets.appending(path: "copy.sqlite")
            try await lab.database.copy(to: copy)
            try await lab.record(5)
            let data = try SQLiteDatabase.open(.data, at: copy, clock: lab.clock)
            let sequencer = Sequencer(database: data, signer: lab.signer, clock: lab.clock, onFailure: { _ in })
            let restored = AuditLab(
                database: data, clock: lab.clock, signer: lab.signer, sequencer: sequencer, failures: lab.failures,
                secrets: lab.secrets)
            try await body(sequencer, restored)
            await data.close()
        }
    }
}
