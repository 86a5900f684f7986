// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The read-only connections of one database: a free list, used on the caller's own thread.
///
/// Nobody waits: a closure cannot suspend, so no more connections are out than threads are reading. What comes back
/// beyond one per core is closed again.
final class SQLiteReaders: Sendable {
    private struct State {
        var free: [SQLiteConnection] = []
        var isClosed = false
    }

    private let file: URL
    private let maximumFree: Int
    private let state = Mutex(State())

    init(of file: URL, maximumFree: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.file = file
        self.maximumFree = maximumFree
    }

    /// Runs `body` on one snapshot, which begins with its first statement.
    func read<Result>(_ body: (SQLiteSession) throws -> Result) throws -> Result {
        let free = try state.withLock { state in
            guard !state.isClosed else { throw StorageError.closed }
            return state.free.popLast()
        }
        let connection = try free ?? SQLiteConnection(to: file, .readOnly)
        defer { giveBack(connection) }
        return try connection.transaction("BEGIN") { try body(SQLiteSession(connection: connection)) }
    }

    private func giveBack(_ connection: SQLiteConnection) {
        guard !connection.isInTransaction else { return }
        state.withLock { state in
            if !state.isClosed, state.free.count < maximumFree { state.free.append(connection) }
        }
    }

    func close() {
        state.withLock { $0 = State(isClosed: true) }
    }
}
