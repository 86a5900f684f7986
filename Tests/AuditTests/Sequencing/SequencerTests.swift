// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Numbering what was committed", .timeLimit(.minutes(10)))
struct SequencerTests {
    @Test func `each log counts its own entries from zero and signs its own checkpoint`() async throws {
        try await withAuditLab { lab in
            let evidence = try await lab.record(3, flushing: false)
            let access = try await lab.record(2, in: .access, flushing: false)
            #expect(try await lab.state() == TreeState(size: 0, minimumPosition: 0))

            try await lab.sequencer.flush()

            for (log, entries) in [(AuditLog.evidence, evidence), (.access, access)] {
                let root = PlainTree.root(entries.map { [UInt8]($0.body.utf8) }[...])
                let stored = try #require(try await lab.checkpoints(of: log).last)
                let note = try #require(SignedNote(stored.note))
                let checkpoint = try #require(Checkpoint(text: note.text))
                #expect(note.verdict(by: [lab.signer.key(of: log)]) == .signed(by: [lab.signer.key(of: log)]))
                #expect(checkpoint.origin == "shop.example/organisations/o1/\(log.rawValue)")
                #expect((checkpoint.size, checkpoint.root.bytes) == (entries.count, root))
                #expect(try await lab.state(of: log).size == entries.count)
                for (position, entry) in entries.enumerated() {
                    let record = try await lab.database.read { try AuditQueries.entry(entry.id, in: $0) }
                    #expect(record?.position == position)
                }
            }
        }
    }

    @Test func `the tree grows over many flushes and restarts as if it were one`() async throws {
        try await withAuditLab { lab in
            var entries: [AuditEntry] = []
            for count in [1, 2, 4, 0, 9, 1, 30] {
                entries += try await lab.record(count, flushing: false)
                let restarted = Sequencer(
                    database: lab.database, signer: lab.signer, clock: lab.clock, onFailure: { _ in })
                try await restarted.flush()

                let size = entries.count
                let tree = try await lab.database.read { session in
                    let tree = try TreeQueries.tree(of: .evidence, in: session)
                    return (root: try tree.root(), proof: try tree.inclusionProof(of: size - 1))
                }
                #expect(tree.root.bytes == PlainTree.root(entries.map { [UInt8]($0.body.utf8) }[...]))
                #expect(tree.proof?.proves(entries[size - 1].statement.leaf, in: tree.root) == true)
            }
            #expect(try await lab.checkpoints().map(\.size) == [1, 3, 7, 16, 17, 47])
            #expect(try await lab.verify().isIntact)
        }
    }

    @Test func `sequencers of two servers number everything once`() async throws {
        try await withAuditLab { lab in
            let sequencers = (0..<2).map { _ in
                Sequencer(database: lab.database, signer: lab.signer, clock: lab.clock, onFailure: { _ in })
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try await lab.insert([AuditEntry(log: .evidence, type: "thing.happened", at: .testTime)])
                        try await sequencers[number % 2].flush()
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await lab.state().size == 40)
            #expect(try await lab.verify().isIntact)
        }
    }

    @Test func `more entries than fit into one transaction are numbered all the same`() async throws {
        try await withAuditLab { lab in
            try await lab.record(1203)

            #expect(try await lab.state().size == 1203)
            #expect(try await lab.checkpoints().map(\.size) == [1203])
        }
    }

    @Test func `a crash while numbering leaves everything as it was`() async throws {
        struct Crash: Error {}
        let isCrashing = Mutex(true)
        let table = SequencedTable(
            hasUnnumbered: { _ in false },
            number: { _, _ in
                if isCrashing.withLock({ $0 }) { throw Crash() }
                return 0
            }, last: { _ in 0 })
        try await withAuditLab(alongside: [table]) { lab in
            try await lab.record(5, flushing: false)

            await #expect(throws: Crash.self) { try await lab.sequencer.flush() }
            #expect(try await lab.state().size == 0)
            #expect(try await lab.verify().unnumbered == 5)
            isCrashing.withLock { $0 = false }
            try await lab.sequencer.flush()

            #expect(try await lab.state().size == 5)
            #expect(try await lab.verify().isIntact)
        }
    }

    @Test func `a wake-up after a commit numbers, signs and wakes those who listen`() async throws {
        try await withAuditLab { lab in
            let sequencer = lab.sequencer
            lab.database.afterCommit { [weak sequencer] in sequencer?.wake() }
            let updates = sequencer.updates()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await sequencer.run() }
                for _ in 0..<20 { try await lab.record(flushing: false) }

                for await _ in updates where try await lab.state().size == 20 { break }

                group.cancelAll()
            }
            try await sequencer.flush()
            #expect(try await lab.checkpoints().last?.size == 20)
            #expect(lab.failures.all.isEmpty)
        }
    }

    @Test func `numbers that another server gives wake those who listen here`() async throws {
        try await withTemporaryInstallation(on: .postgresql) { instance in
            let organisation = try await instance.register("boats").id
            let another = OrganisationDatabases(at: instance.paths, clock: FixedWallClock(.testTime))
            let signer = LogSigner(
                base: "shop.example/organisations/o1", privateKey: .init(),
                heads: SignedHeads(in: instance.paths.secrets))
            let (ours, theirs) = try (instance.databases.open(organisation).data, another.open(organisation).data)
            let (here, there) = (sequencer(on: ours, signer), sequencer(on: theirs, signer))
            let told = here.updates()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await here.run() }
                for await _ in told { break }  // of what was there when it began

                let entry = AuditEntry(log: .evidence, type: "thing.happened", at: .testTime)
                try await theirs.write { try entry.insert(in: $0) }
                try await there.flush()
                here.wake()

                for await _ in told { break }
                group.cancelAll()
            }
            await another.close()
        }
    }

    private func sequencer(on database: any Database, _ signer: LogSigner) -> Sequencer {
        Sequencer(database: database, signer: signer, clock: FixedWallClock(.testTime)) { _ in }
    }

    @Test func `one that was stopped has ended and does not begin again`() async throws {
        try await withAuditLab { lab in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await lab.sequencer.run() }
                try await lab.record(3)
                await lab.sequencer.stop()
                try await group.waitForAll()
            }
            await lab.sequencer.run()

            #expect(try await lab.state().size == 3)
            #expect(lab.failures.all.isEmpty)
        }
    }

    @Test func `a failure is reported, and what waited is numbered afterwards`() async throws {
        struct Crash: Error {}
        let crashes = Mutex(1)
        let table = SequencedTable(
            hasUnnumbered: { _ in false },
            number: { _, _ in
                let isCrashing = crashes.withLock { crashes in
                    defer { crashes = 0 }
                    return crashes > 0
                }
                if isCrashing { throw Crash() }
                return 0
            }, last: { _ in 0 })
        try await withAuditLab(alongside: [table]) { lab in
            try await lab.record(3, flushing: false)
            let updates = lab.sequencer.updates()

            await withTaskGroup { group in
                group.addTask { await lab.sequencer.run() }
                for await _ in updates { break }
                group.cancelAll()
            }

            #expect(lab.failures.all.map { $0 is Crash } == [true])
            #expect(try await lab.state().size == 3)
        }
    }

    @Test func `flushing with nothing new signs nothing and writes nothing`() async throws {
        try await withAuditLab { lab in
            try await lab.sequencer.flush()
            try await lab.record(2)
            try await lab.database.scrub()  // has its turn after the hints of the commits before
            let commits = Mutex(0)
            lab.database.afterCommit { commits.withLock { $0 += 1 } }

            try await lab.sequencer.flush()

            #expect(commits.withLock { $0 } == 0)
            #expect(try await lab.checkpoints().count == 1)
        }
    }

    @Test func `a tree that was rewritten is not signed`() async throws {
        try await withAuditLab { lab in
            try await lab.record(4)
            try await lab.tamper(
                "UPDATE audit_nodes SET hash = $1 WHERE level = 2", [.blob([UInt8](repeating: 7, count: 32))])
            try await lab.record(1, flushing: false)

            await #expect(throws: InconsistentTree(log: .evidence, signedSize: 4, size: 5)) {
                try await lab.sequencer.flush()
            }
            #expect(try await lab.checkpoints().map(\.size) == [4])
        }
    }
}
