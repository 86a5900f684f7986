// SPDX-License-Identifier: Apache-2.0

package import Storage
import Synchronization
package import Values

/// Numbers what an organisation's transactions have committed, grows its Merkle trees, signs checkpoints and then
/// wakes whoever listens. One for each open organisation.
///
/// Business transactions insert unnumbered rows, so they never wait for each other over a counter; numbers, receipts
/// and event ids exist from here on. Numbering and tree growth share a transaction: after a crash it simply goes on.
package final class Sequencer: Sendable {
    private let database: any Database
    private let signer: LogSigner
    private let logs: [AuditLog]
    private let tables: [SequencedTable]
    private let clock: any WallClock
    private let onFailure: @Sendable (any Error) -> Void

    private let wakes = Signal()
    private let growth = Signal()
    private let listeners = Mutex<Listeners>(Listeners())

    /// Rows numbered in one transaction: bounds how long business writes wait for it.
    private static let batch = 500

    package init(
        database: any Database, signer: LogSigner, logs: [AuditLog] = [.access, .evidence],
        alongside tables: [SequencedTable] = [], clock: any WallClock,
        onFailure: @escaping @Sendable (any Error) -> Void
    ) {
        self.database = database
        self.signer = signer
        self.logs = logs
        self.tables = tables
        self.clock = clock
        self.onFailure = onFailure
    }

    /// Says that something was committed. Returns at once; many calls are one wake-up.
    package func wake() { wakes.raise() }

    /// Numbers and signs everything committed before the call, then returns.
    package func flush() async throws {
        try await numberAll()
        try await signAll()
    }

    /// Throws `InconsistentTree` when a log does not continue what was signed of it. To be called before an organisation
    /// is served: one that was put back from an old copy would commit what contradicts its receipts.
    package func demandContinuity() async throws {
        for log in logs { _ = try await unsignedCheckpoint(of: log) }
    }

    /// An element after new numbers were given, however many at once: read on from the last number you saw.
    package func updates() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let key = listeners.withLock { $0.add(continuation) }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { $0.remove(key) }
        }
        return stream
    }

    /// Works until cancelled. A failure is reported and tried again after a second; nothing is lost by it.
    package func run() async {
        wake()
        growth.raise()
        await withTaskGroup { group in
            group.addTask { await self.runNumbering() }
            group.addTask { await self.runSigning() }
        }
    }

    private func runNumbering() async {
        for await _ in wakes.stream {
            do {
                if try await numberAll() { growth.raise() }
            } catch is CancellationError {
                return
            } catch {
                onFailure(error)
                guard await paused() else { return }
                wake()
            }
        }
    }

    private func runSigning() async {
        for await _ in growth.stream {
            do {
                try await signAll()
            } catch is CancellationError {
                return
            } catch {
                onFailure(error)
                growth.raise()
            }
            // At most one checkpoint a second, whatever the load.
            guard await paused() else { return }
        }
    }

    /// False when cancelled meanwhile.
    private func paused() async -> Bool {
        do {
            try await Task.sleep(for: .seconds(1))
            return true
        } catch {
            return false
        }
    }

    /// Whether anything was numbered. Reads first: an idle wake-up must not write, or it would wake itself for ever.
    @discardableResult
    private func numberAll() async throws -> Bool {
        var hasGrown = false
        while try await database.read({ session in
            try SequencingQueries.hasUnnumberedEntries(in: session)
                || self.tables.contains { try $0.hasUnnumbered(session) }
        }) {
            let tables = tables
            let wasOurTurn = try await database.write { session in
                guard try session.takesTurn(at: "sequencing") else { return false }
                _ = try SequencingQueries.numberEntries(limit: Self.batch, in: session)
                for table in tables { _ = try table.number(Self.batch, session) }
                return true
            }
            guard wasOurTurn else {
                // Another server is at it, and may have begun before the newest rows were there.
                try await Task.sleep(for: .milliseconds(10))
                continue
            }
            hasGrown = true
            listeners.withLock { $0.wakeAll() }
        }
        return hasGrown
    }

    private func signAll() async throws {
        for log in logs {
            guard let checkpoint = try await unsignedCheckpoint(of: log) else { continue }
            let note = try signer.sign(checkpoint, of: log).description
            let stored = StoredCheckpoint(size: checkpoint.size, signedAt: clock.now(), note: note)
            try await database.write { try TreeQueries.insert(stored, of: log, in: $0) }
        }
    }

    /// What there is to sign; nil when the newest checkpoint is of the present size.
    ///
    /// What the signer remembers is read before the tree: whatever it signed was in the tree by then.
    private func unsignedCheckpoint(of log: AuditLog) async throws -> Checkpoint? {
        let origin = signer.origin(of: log)
        let head = try signer.newestCheckpoint(of: log)
        return try await database.read { session in
            let tree = try TreeQueries.tree(of: log, in: session)
            let latest = try TreeQueries.latestCheckpoint(of: log, in: session)
            for earlier in [head, latest.flatMap(\.checkpoint)].compactMap({ $0 }) {
                guard try tree.continues(earlier) else {
                    throw InconsistentTree(log: log, signedSize: earlier.size, size: tree.size)
                }
            }
            guard tree.size > 0, latest?.size != tree.size else { return nil }
            return Checkpoint(origin: origin, size: tree.size, root: try tree.root())
        }
    }
}

/// The stored tree does not continue what was signed before: signing it would prove us forgers.
///
/// The data store is older than its signatures, as after putting back an old copy, or somebody rewrote it.
package struct InconsistentTree: Error, Hashable {
    package let log: AuditLog
    package let signedSize: Int
    package let size: Int
}

extension StoredCheckpoint {
    fileprivate var checkpoint: Checkpoint? { SignedNote(note).flatMap { Checkpoint(text: $0.text) } }
}

extension MerkleTree {
    /// Whether a checkpoint signed earlier is one of this tree's own past roots.
    fileprivate func continues(_ earlier: Checkpoint) throws -> Bool {
        guard let proof = try consistencyProof(from: earlier.size) else { return false }
        return proof.proves(from: earlier.root, to: try root())
    }
}
