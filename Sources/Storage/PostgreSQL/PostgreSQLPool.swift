// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

/// The connections to one database: each on a thread of its own, all taking from one queue of work.
///
/// libpq blocks, and the threads of Swift's executor must not; a closure handed in runs where its connection lives.
final class PostgreSQLPool: Sendable {
    let address: PostgreSQLAddress
    let throughPooler: Bool
    private let queue = PostgreSQLQueue()
    private let running = DispatchGroup()

    /// Connects when there is work: a pool whose server is away is no error yet.
    init(to address: PostgreSQLAddress, connections: Int, throughPooler: Bool) {
        self.address = address
        self.throughPooler = throughPooler
        for number in 0..<connections {
            let (queue, running) = (queue, running)
            running.enter()
            let thread = Thread {
                queue.work(PostgreSQLWorker(for: address, throughPooler: throughPooler))
                running.leave()
            }
            thread.name = "postgresql-\(number)"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    deinit {
        queue.close()
    }

    /// Runs `body` with a connection when it is the organisation's turn, and resumes with what it returns.
    func run<Result: Sendable>(
        of organisation: OrganisationID? = nil,
        _ body: @escaping @Sendable (PostgreSQLWorker, _ since: Date) throws -> Result
    ) async throws -> Result {
        let since = Date()
        return try await withCheckedThrowingContinuation { continuation in
            let isAccepted = queue.add(of: organisation) { worker in
                continuation.resume(with: Swift.Result { try body(worker, since) })
            }
            if !isAccepted { continuation.resume(throwing: StorageError.closed) }
        }
    }

    /// Finishes what waits and disconnects.
    func close() async {
        queue.close()
        await withCheckedContinuation { continuation in
            running.notify(queue: .global()) { continuation.resume() }
        }
    }
}

/// Work waiting for a connection: organisations take turns, and each one's goes in the order it came.
private final class PostgreSQLQueue: Sendable {
    typealias Work = @Sendable (PostgreSQLWorker) -> Void

    private struct State {
        var waiting = FairQueue<OrganisationID?, Work>()
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)

    /// False when closed.
    func add(of organisation: OrganisationID?, _ work: @escaping Work) -> Bool {
        let isAccepted = state.withLock { state in
            if !state.isClosed { state.waiting.append(work, of: organisation) }
            return !state.isClosed
        }
        if isAccepted { available.signal() }
        return isAccepted
    }

    func close() {
        state.withLock { $0.isClosed = true }
        available.signal()
    }

    /// Works until closed and nothing waits.
    func work(_ worker: PostgreSQLWorker) {
        while true {
            available.wait()
            let (work, isClosed) = state.withLock { ($0.waiting.popFirst(), $0.isClosed) }
            if let work {
                work(worker)
            } else if isClosed {
                available.signal()  // for the next thread
                return
            }
        }
    }
}
