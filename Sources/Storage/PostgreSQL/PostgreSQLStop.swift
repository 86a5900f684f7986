// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Carries a task's cancellation to the statement that runs for it.
final class PostgreSQLStop: Sendable {
    private enum State {
        case waiting
        case running(PostgreSQLCanceller?)
        case cancelled
        case ended
    }

    private let state = Mutex(State.waiting)
    /// Requests under way: the connection is not given to anybody else before they have been made.
    private let requests = DispatchGroup()

    /// To be called before the first statement is sent; throws when it is not wanted any more.
    func begin(_ canceller: PostgreSQLCanceller?) throws {
        try state.withLock { state in
            if case .cancelled = state { throw CancellationError() }
            state = .running(canceller)
        }
    }

    /// Returns at once: the request needs a connection of its own.
    func cancel() {
        state.withLock { state in
            switch state {
            case .running(let canceller):
                DispatchQueue.global().async(group: requests) { canceller?.cancel() }
                state = .cancelled
            case .waiting: state = .cancelled
            case .cancelled, .ended: break
            }
        }
    }

    /// Returns whether a request was made, which may still hit what is sent next on the same connection.
    func end() -> Bool {
        let wasCancelled = state.withLock { state in
            defer { state = .ended }
            if case .cancelled = state { return true }
            return false
        }
        if wasCancelled { requests.wait() }
        return wasCancelled
    }
}
