// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Jobs
import Logging
import Storage
import Synchronization
import TestKit
import Values
import Vault

/// An inbox over fresh stores, and what its handler was given.
struct CallbackBench: Sendable {
    let test: TestVault
    let inbox: CallbackInbox
    let seen = Seen()

    init(_ test: TestVault) {
        self.test = test
        inbox = CallbackInbox(data: test.data, vault: test.vault, clock: test.clock)
    }

    func receive(_ event: String, _ body: String = "{}", from provider: String = "stripe") async throws
        -> CallbackReceipt
    {
        try await inbox.receive(provider, event: event, body: [UInt8](body.utf8))
    }

    /// Runs whatever is due, as a process with this inbox would.
    func runJobs(
        vault: Vault? = nil, _ conclude: @escaping @Sendable () throws -> CallbackConclusion = { .done }
    ) async throws {
        let inbox = CallbackInbox(data: test.data, vault: vault ?? test.vault, clock: test.clock)
        let seen = seen
        let work = CallbackWork(
            inbox: inbox,
            handlers: [
                "stripe": { body, callback in
                    seen.add(String(decoding: body, as: UTF8.self), callback.event)
                    return try conclude()
                }
            ])
        var handlers = JobHandlers()
        work.add(to: &handlers)
        let runner = JobRunner(
            database: test.data, handlers: handlers, clock: test.clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            jitter: { 0 }, noteDeadJob: { work.noteDead($0) })
        try await runner.drain()
    }

    func callback(_ receipt: CallbackReceipt) async throws -> Callback? {
        guard case .stored(let id) = receipt else { return nil }
        return try await test.data.read { try CallbackQueries.callback(id, in: $0) }
    }
}

func withCallbackBench(_ body: (CallbackBench) async throws -> Void) async throws {
    try await withTemporaryVault { try await body(CallbackBench($0)) }
}

final class Seen: Sendable {
    private let calls = Mutex<[(body: String, event: String)]>([])

    func add(_ body: String, _ event: String) { calls.withLock { $0.append((body, event)) } }
    var bodies: [String] { calls.withLock { $0.map(\.body) } }
    var events: [String] { calls.withLock { $0.map(\.event) } }
}
