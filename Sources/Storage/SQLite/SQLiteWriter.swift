// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// The one writer of a database: closures that wait while a commit is on its way to disk share the next one.
///
/// A commit's cost is its fsync, and a batch pays it once. Each closure of a batch has a savepoint, so a failing one takes back
/// only its own changes; nobody is answered before the batch is on disk.
final class SQLiteWriter: Sendable {
    private struct State {
        var waiting: [PendingWrite] = []
        var isScheduled = false
        var isClosed = false
        var listeners: [@Sendable () -> Void] = []
    }

    private let connection: SQLiteConnection
    private let queue = DispatchQueue(label: "sampan.sqlite.writer", qos: .userInitiated)
    private let state = Mutex(State())
    private static let maximumBatch = 256

    init(on connection: SQLiteConnection) {
        self.connection = connection
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(
                run: { session in
                    let result = try body(session)
                    return { continuation.resume(returning: result) }
                },
                fail: { continuation.resume(throwing: $0) })
            enqueue(write)
        }
    }

    /// Runs `body` on the writer's connection between two batches, outside any transaction.
    func betweenBatches(_ body: @escaping @Sendable (SQLiteConnection) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [connection] in
                let result = Result {
                    guard connection.isOpen else { throw StorageError.closed }
                    try body(connection)
                }
                continuation.resume(with: result)
            }
        }
    }

    func addListener(_ listener: @escaping @Sendable () -> Void) {
        state.withLock { $0.listeners.append(listener) }
    }

    /// Refuses further closures; returns once those already waiting are on disk.
    func close() async {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        guard !wasClosed else { return }
        while state.withLock({ $0.isScheduled }) {
            await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
        }
        await withCheckedContinuation { continuation in
            queue.async { [connection] in
                connection.close()
                continuation.resume()
            }
        }
        // A listener may hold the database, and would for ever.
        state.withLock { $0.listeners = [] }
    }

    private func enqueue(_ write: PendingWrite) {
        let isAccepted = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(write)
            if !state.isScheduled {
                state.isScheduled = true
                queue.async { self.flush() }
            }
            return true
        }
        if !isAccepted { write.fail(StorageError.closed) }
    }

    /// Commits the next batch and, when more has come in meanwhile, queues itself again: whatever else waits for the
    /// connection gets its turn in between.
    private func flush() {
        let batch = state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.maximumBatch))
            state.waiting.removeFirst(batch.count)
            return batch
        }
        let before = connection.changeCount
        SQLiteBatch(batch).commit(on: connection)
        let listeners = state.withLock { state in
            state.isScheduled = !state.waiting.isEmpty
            if state.isScheduled { queue.async { self.flush() } }
            return state.listeners
        }
        if connection.changeCount != before { listeners.forEach { $0() } }
    }
}

/// A closure waiting for the writer, and its caller.
struct PendingWrite: Sendable {
    /// Runs the closure; what it returns tells the caller, and is called after COMMIT.
    let run: @Sendable (SQLiteSession) throws -> (@Sendable () -> Void)
    let fail: @Sendable (any Error) -> Void
}
