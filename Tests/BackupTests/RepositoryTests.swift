// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
import TestKit
import Testing
import Values

@testable import Backup

@Suite("A repository of backups")
struct RepositoryTests {
    let target = MemoryTarget()
    let secret = BackupSecret(SymmetricKey(size: .bits256))
    let clock = FixedWallClock(.testTime)

    func repository(_ contents: RepositoryContents = .data, at now: Instant = .testTime) async throws -> Repository {
        try await .openOrBegin(
            at: target, contents, secret: secret, installation: "one", clock: FixedWallClock(now))
    }

    /// A backup of a table with so many rows of noise, of which the first `same` are the same each time.
    @discardableResult
    func backUp(
        _ rows: Int, same: Int = 0, seed: UInt64 = 1, at now: Instant = .testTime
    ) async throws -> (Manifest, SnapshotWriter.Added) {
        try await withTemporaryDatabase(schema: "CREATE TABLE things (id INTEGER NOT NULL PRIMARY KEY, content BLOB)") {
            database in
            try await database.write { session in
                for row in 0..<rows {
                    let content = ChunkerTests.noise(1000, seed: row < same ? UInt64(row) : UInt64(row) &+ seed << 32)
                    try session.execute("INSERT INTO things (id, content) VALUES ($1, $2)", row, content)
                }
            }
            let repository = try await repository(at: now)
            let writer = try await SnapshotWriter(to: repository)
            try await writer.add(database, .data, of: nil)
            let manifest = try await writer.publish { stores in
                Manifest(
                    run: "run\(now.milliseconds)", takenAt: now, installation: "one", engine: "sqlite", contents: .data,
                    rootProof: "", stores: stores, secrets: [])
            }
            return (manifest, writer.added)
        }
    }

    @Test func `a second backup writes what is new and nothing else`() async throws {
        let (_, first) = try await backUp(2000, same: 2000)
        let (_, same) = try await backUp(2000, same: 2000, at: .testTime + .hours(1))
        let (_, more) = try await backUp(2050, same: 2000, at: .testTime + .hours(2))

        #expect(first.bytes > 2_000_000)
        #expect(same == SnapshotWriter.Added())
        #expect(more.bytes > 50_000 && more.bytes < 600_000)
        #expect(try await repository().snapshots().map(\.manifest?.rows) == [2000, 2000, 2050])
        #expect(try await repository().verify().damage.isEmpty)
    }

    @Test(arguments: [0, 1, 3, 8, 20])
    func `a backup killed in the middle leaves the repository as it was, and the next one goes on`(puts: Int)
        async throws
    {
        try await backUp(500, same: 500)

        target.fail(afterPuts: puts)
        await #expect(throws: (any Error).self) {
            try await backUp(2500, same: 500, at: .testTime + .hours(1))
        }
        target.fail(afterPuts: nil)

        #expect(try await repository().snapshots().map(\.manifest?.rows) == [500])
        #expect(try await repository().verify().damage.isEmpty)
        try await backUp(2500, same: 500, at: .testTime + .hours(2))
        #expect(try await repository().snapshots().map(\.manifest?.rows) == [500, 2500])
        #expect(try await repository().verify().damage.isEmpty)
    }

    @Test func `every byte of a chunk that was changed, and a chunk that is gone, are found`() async throws {
        try await backUp(500)
        let keys = target.keys("chunks/").sorted()
        target.change(keys[0]) { $0[$0.count / 2] ^= 1 }
        try await target.delete(keys[1])

        let found = try await repository().verify()

        #expect(found.damage.count == 2)
        #expect(found.damage.contains { if case .chunkDamaged = $0 { true } else { false } })
        #expect(found.damage.contains { if case .chunkMissing = $0 { true } else { false } })
    }

    @Test func `a chunk put in another's place is found`() async throws {
        try await backUp(500)
        let keys = target.keys("chunks/").sorted()
        let other = try #require(target.objects[keys[0]])
        target.change(keys[1]) { $0 = other }

        #expect(try await repository().verify().damage.count == 1)
    }

    @Test func `a manifest that was changed is found, and the others are listed and thinned without it`() async throws {
        try await backUp(500)
        let (old, _) = try await backUp(600, seed: 2, at: .testTime + .days(10))
        let (new, _) = try await backUp(700, seed: 3, at: .testTime + .days(60))
        let key = try damage(old)
        let chunks = target.keys("chunks/")

        #expect(try await repository().verify().damage == [.manifestDamaged(key)])
        #expect(try await repository().snapshots().map(\.manifest?.rows) == [500, nil, 700])
        let pruned = try await repository(at: .testTime + .days(60)).prune(.thinning(days: 55))

        #expect(pruned == Repository.Pruned(snapshots: 1, chunks: 0))
        #expect(target.keys("chunks/") == chunks, "it may name any of them")
        let asked = try await repository(at: .testTime + .days(60)).prune(.thinning(days: 55), removingDamaged: true)
        #expect(asked.snapshots == 1 && asked.chunks > 0)
        #expect(try await repository().snapshots().map(\.manifest) == [new])
        #expect(try await repository().verify().damage.isEmpty)
    }

    @Test func `a damaged manifest keeps nothing beyond the days that were promised`() async throws {
        let (old, _) = try await backUp(500)
        let (new, _) = try await backUp(600, seed: 2, at: .testTime + .days(20))
        _ = try damage(new)
        let ofOld = Set(old.chunks.map { "chunks/\($0.text.prefix(2))/\($0.text)" })

        let pruned = try await repository(at: .testTime + .days(40)).prune(.strict(days: 30))

        #expect(pruned.snapshots == 1)
        #expect(ofOld.isDisjoint(with: target.keys("chunks/")))
    }

    private func damage(_ manifest: Manifest) throws -> String {
        let key = try #require(target.keys("snapshots/").first { $0.hasSuffix(manifest.run) })
        target.change(key) { $0[40] ^= 1 }
        return key
    }

    @Test func `pruning removes old backups with what only they needed`() async throws {
        try await backUp(500, same: 300, seed: 1)
        try await backUp(500, same: 300, seed: 2, at: .testTime + .days(20))
        try await backUp(500, same: 300, seed: 3, at: .testTime + .days(40))

        let pruned = try await repository(at: .testTime + .days(40)).prune(.strict(days: 30))

        #expect(pruned.snapshots == 1 && pruned.chunks > 0)
        let left = try await repository().snapshots().compactMap(\.manifest)
        #expect(left.count == 2)
        #expect(target.keys("chunks/").count == Set(left.flatMap(\.chunks)).count)
        #expect(try await repository().verify().damage.isEmpty)
    }

    @Test func `pruning waits while a backup is under way, and a backup while pruning is`() async throws {
        let repository = try await repository()
        let writer = try await SnapshotWriter(to: repository)

        await #expect(throws: RepositoryProblem.inUse(at: "memory")) { try await repository.prune(.strict(days: 1)) }
        try await writer.abandon()
        _ = try await repository.prune(.strict(days: 1))

        let pruning = try await RepositoryLock.take(.prune, at: target, clock: clock)
        await #expect(throws: RepositoryProblem.inUse(at: "memory")) { try await SnapshotWriter(to: repository) }
        try await pruning.release()
        try await SnapshotWriter(to: repository).abandon()
        #expect(target.keys("locks/").isEmpty)
    }

    @Test func `the mark of one who died keeps nobody out for longer than a quarter of an hour`() async throws {
        _ = try await SnapshotWriter(to: repository())

        let later = try await repository(at: .testTime + .seconds(16 * 60))

        _ = try await later.prune(.strict(days: 1))
        #expect(target.keys("locks/").isEmpty)
    }

    @Test func `one whose mark has ended publishes nothing`() async throws {
        let clock = FixedWallClock(.testTime)
        let repository = try await Repository.openOrBegin(
            at: target, .data, secret: secret, installation: "one", clock: clock)
        let writer = try await SnapshotWriter(to: repository)
        clock.advance(by: .seconds(16 * 60))

        await #expect(throws: RepositoryProblem.inUse(at: "memory")) {
            _ = try await writer.publish { stores in
                Manifest(
                    run: "late", takenAt: .testTime, installation: "one", engine: "sqlite", contents: .data,
                    rootProof: "", stores: stores, secrets: [])
            }
        }
        #expect(target.keys("snapshots/").isEmpty)
    }

    @Test func `another secret, other contents, another installation and somebody's folder are refused`() async throws {
        _ = try await repository()
        let stranger = BackupSecret(SymmetricKey(size: .bits256))

        await #expect(throws: RepositoryProblem.otherSecret(at: "memory")) {
            _ = try await Repository(at: target, .data, secret: stranger, clock: clock)
        }
        await #expect(throws: RepositoryProblem.holds(.data, at: "memory", instead: .keys)) {
            _ = try await repository(.keys)
        }
        await #expect(throws: RepositoryProblem.otherInstallation(at: "memory")) {
            _ = try await Repository.openOrBegin(
                at: target, .data, secret: secret, installation: "two", clock: clock)
        }
        let full = MemoryTarget()
        try await full.put([1], at: "holiday.jpg")
        await #expect(throws: RepositoryProblem.occupied(at: "memory")) {
            _ = try await Repository.openOrBegin(at: full, .data, secret: secret, installation: "one", clock: clock)
        }
    }

    @Test func `of old days the last backup stays, of the last two days each, and the newest for ever`() {
        let now = Instant.testTime
        let times = [-70, -40, -39.5, -10.2, -10.1, -1.5, -1, 0].map { now + .milliseconds(Int($0 * 86_400_000)) }

        #expect(
            SnapshotRetention.thinning(days: 35).ended(times, at: now)
                == [true, true, true, true, false, false, false, false])
        #expect(SnapshotRetention.thinning(days: 35).ended([times[0]], at: now) == [false])
        #expect(SnapshotRetention.strict(days: 30).ended([times[0]], at: now) == [true])
    }
}
