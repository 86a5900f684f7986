// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
package import Storage
import Synchronization
import Values

/// Writes one backup into a repository, store by store; it is there when `publish` returns and not before.
///
/// Ended in the middle, it leaves chunks that nothing names yet: the next backup uses them, and pruning removes them.
package final class SnapshotWriter: Sendable {
    package struct Added: Sendable, Hashable {
        package var chunks = 0
        package var bytes = 0

        package static func + (one: Added, other: Added) -> Added {
            Added(chunks: one.chunks + other.chunks, bytes: one.bytes + other.bytes)
        }
    }

    private struct Progress {
        /// What is at the target already.
        var known: Set<ChunkName>
        var stores: [StoreRecord] = []
        var added = Added()
    }

    private let repository: Repository
    private let lock: RepositoryLock
    private let progress: Mutex<Progress>
    private static let sendingAtATime = 8

    package init(to repository: Repository) async throws {
        self.repository = repository
        lock = try await RepositoryLock.take(.backup, at: repository.target, clock: repository.clock)
        do {
            progress = Mutex(Progress(known: Set(try await repository.storedChunks().keys)))
        } catch {
            // What stopped us is the news; the mark ends by itself.
            try? await lock.release()
            throw error
        }
    }

    /// What was not at the target before.
    package var added: Added { progress.withLock { $0.added } }

    /// Reads a store from one snapshot and has every chunk of it at the target.
    package func add(_ database: any Database, _ kind: DatabaseKind, of organisation: OrganisationID?) async throws {
        try await lock.renew()
        let (keys, known, spool) = (repository.keys, progress.withLock { $0.known }, try Spool())
        let record = try await database.read { session in
            // The closure runs again when a connection is lost.
            try spool.empty()
            var reading = StoreReading(keys: keys, known: known, spool: spool)
            return try reading.run(in: session, as: kind, of: organisation)
        }
        try await send(spool)
        let (names, bytes) = (spool.names, spool.byteCount)
        progress.withLock { progress in
            progress.known.formUnion(names)
            progress.stores.append(record)
            progress.added.chunks += names.count
            progress.added.bytes += bytes
        }
    }

    /// Names the backup. `make` gets what was added.
    package func publish(_ make: ([StoreRecord]) -> Manifest) async throws -> Manifest {
        try await lock.renew()
        let manifest = make(progress.withLock { $0.stores })
        try await repository.publish(manifest)
        try await lock.release()
        return manifest
    }

    /// Gives up: nothing was backed up.
    package func abandon() async throws {
        try await lock.release()
    }

    private func send(_ spool: Spool) async throws {
        let (repository, count) = (repository, spool.names.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<count {
                if index >= Self.sendingAtATime { try await group.next() }
                try await lock.renew()
                group.addTask {
                    let (name, sealed) = try spool.chunk(at: index)
                    try await repository.target.put(sealed, at: repository.key(of: name))
                }
            }
            try await group.waitForAll()
        }
    }
}

/// One reading of a store: rows become records, records chunks, and new chunks go to the spool.
private struct StoreReading {
    let keys: RepositoryKeys
    let spool: Spool
    private var known: Set<ChunkName>
    private var chunker: Chunker
    private var chunks: [ChunkName] = []

    init(keys: RepositoryKeys, known: Set<ChunkName>, spool: Spool) {
        self.keys = keys
        self.known = known
        self.spool = spool
        chunker = Chunker(keys)
    }

    mutating func run(
        in session: any SQLSession, as kind: DatabaseKind, of organisation: OrganisationID?
    ) throws -> StoreRecord {
        var tables: [TableRecord] = []
        for table in try session.tableShapes() { tables.append(try read(table, in: session)) }
        var last: [[UInt8]] = []
        chunker.finish { last.append($0) }
        for chunk in last { try take(chunk) }
        return StoreRecord(
            kind: kind.rawValue, organisation: organisation.map { "\($0)" },
            schema: try session.appliedMigrationNumbers(), tables: tables, chunks: chunks)
    }

    private mutating func read(_ table: TableShape, in session: any SQLSession) throws -> TableRecord {
        try write(.table(table.name, columns: table.columns))
        var (rows, digest) = (0, SHA256())
        try session.eachRow(of: table) { values in
            let bytes = RowRecord.row(values).bytes
            rows += 1
            digest.update(data: bytes)
            try write(bytes)
        }
        try write(.end)
        return TableRecord(name: table.name, rows: rows, digest: ChunkName(digest.finalize()).text)
    }

    private mutating func write(_ record: RowRecord) throws { try write(record.bytes) }

    private mutating func write(_ bytes: [UInt8]) throws {
        var whole: [[UInt8]] = []
        chunker.append(bytes) { whole.append($0) }
        for chunk in whole { try take(chunk) }
    }

    private mutating func take(_ chunk: [UInt8]) throws {
        let name = keys.name(of: chunk)
        chunks.append(name)
        guard known.insert(name).inserted else { return }
        try spool.append(try keys.seal(chunk, as: "chunk \(name.text)"), name)
    }
}
