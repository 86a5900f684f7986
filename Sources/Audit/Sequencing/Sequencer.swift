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
    private let stopping = Signal()
    private let life = Mutex(Life())

    private struct Life {
        var isRunning = false
        var isStopped = false
        var whenEnded: [CheckedContinuation<Void, Never>] = []
    }

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

    /// Whether anybody waits for new numbers.
    package var isHeard: Bool { listeners.withLock { !$0.isEmpty } }

    /// An element after new numbers were given, by whichever server and however many at once: read on from the last number
    /// you saw.
    package func updates() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let key = listeners.withLock { $0.add(continuation) }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { $0.remove(key) }
        }
        return stream
    }

    /// Works until stopped or cancelled. A failure is reported and tried again after a second; nothing is lost by it.
    package func run() async {
        let mayRun = life.withLock { life in
            life.isRunning = !life.isStopped
            return life.isRunning
        }
        guard mayRun else { return }
        wake()
        growth.raise()
        await withTaskGroup { group in
            group.addTask { await self.runNumbering() }
            group.addTask { await self.runSigning() }
            group.addTask { for await _ in self.stopping.stream { return } }
            await group.next()
            group.cancelAll()
        }
        let waiting = life.withLock { life in
            life.isRunning = false
            return life.whenEnded
        }
        waiting.forEach { $0.resume() }
    }

    /// Ends `run` for good and returns when it has: what is committed later is numbered after the next opening.
    package func stop() async {
        stopping.raise()
        await withCheckedContinuation { continuation in
            let isOver = life.withLock { life in
                life.isStopped = true
                if life.isRunning { life.whenEnded.append(continuation) }
                return !life.isRunning
            }
            if isOver { continuation.resume() }
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
        while true {
            let stand = try await database.read { try self.stand(in: $0) }
            guard stand.hasUnnumbered else {
                listeners.withLock { $0.wakeAll(at: stand.given) }
                return hasGrown
            }
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
    }

    /// What is left to do; and, where other servers give numbers too and somebody here waits for them, the newest given.
    private func stand(in session: any SQLSession) throws -> (hasUnnumbered: Bool, given: [Int]) {
        let hasUnnumbered =
            try SequencingQueries.hasUnnumberedEntries(in: session) || tables.contains { try $0.hasUnnumbered(session) }
        let mayBeOutdated = database.isShared && isHeard
        let given =
            try mayBeOutdated
            ? logs.map { try TreeQueries.state(of: $0, in: session).size } + tables.map { try $0.last(session) } : []
        return (hasUnnumbered, given)
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
