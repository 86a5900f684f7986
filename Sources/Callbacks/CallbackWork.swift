// SPDX-License-Identifier: Apache-2.0

package import Jobs
package import Policy
import Storage
import Values
import Vault

/// Acts on one message. `event` is the provider's id of it.
///
/// **Idempotent**: like every job it may run twice, and the same fact may arrive as two events. Throwing has it tried
/// again, later and later.
package typealias CallbackHandler =
    @Sendable (_ body: [UInt8], _ callback: Callback) async throws -> CallbackConclusion

package enum CallbackConclusion: Hashable, Sendable {
    case done
    /// It asked nothing of us.
    case ignored
    /// What it speaks of is not there yet: messages overtake each other and our own answers.
    case later(Duration)
    /// Pointless to go on; a person should look. The code holds no personal data.
    case failed(code: String)
}

/// What a provider's messages are about, for the gates: all of them lie in one column.
package struct CallbackUse: Sendable {
    package let purpose: Purpose
    package let category: Category

    package init(_ purpose: Purpose, _ category: Category) {
        self.purpose = purpose
        self.category = category
    }

    package static let payment = CallbackUse(.purchase, .paymentReference)
    package static let conversation = CallbackUse(.support, .chatMessage)
}

/// Works off the inbox: opens each message and hands it to its provider's handler.
package struct CallbackWork: Sendable {
    /// Ten tries over half a day: what a provider's bad morning needs, and within the life of the body.
    package static let retry = RetryPolicy(first: .seconds(2), longest: .hours(3), failures: 14)
    /// How long a message may wait for what it speaks of.
    static let patience = Duration.hours(24)

    private let inbox: CallbackInbox
    private let handlers: [String: CallbackHandler]
    private let uses: [String: CallbackUse]

    /// `handlers` by provider; so are `uses`, of those whose messages are about something else than payment.
    package init(
        inbox: CallbackInbox, handlers: [String: CallbackHandler], uses: [String: CallbackUse] = [:]
    ) {
        self.inbox = inbox
        self.handlers = handlers
        self.uses = uses
    }

    /// Says who does the inbox's two kinds of jobs.
    package func add(to jobs: inout JobHandlers) {
        jobs.add(CallbackInbox.work, retry: Self.retry) { subject, attempt in
            try await Run(work: self, id: subject.cast(), attempt: attempt).outcome()
        }
        jobs.add(CallbackInbox.purge) { _, _ in
            guard inbox.clock.isProven else { return .retry(after: .seconds(600)) }
            try await inbox.purge()
            return .retry(after: .hours(4))
        }
    }

    /// Marks the callback of a job that was given up, in the transaction that ends the job, so that people see it.
    /// Nothing for other jobs.
    package func noteDead(_ job: DeadJob) -> DeadJobNote {
        guard job.kind == CallbackInbox.work else { return { _ in } }
        let now = inbox.clock.now()
        return { session in
            try CallbackQueries.end(
                job.subject.cast(), as: .failed, attempt: job.attempts, error: job.reason, at: now, in: session)
        }
    }

    /// One try at one callback.
    private struct Run {
        let work: CallbackWork
        let id: ID<Callback>
        let attempt: Int

        func outcome() async throws -> JobOutcome {
            let stored = try await work.inbox.data.read { try CallbackQueries.stored(id, in: $0) }
            guard let stored, stored.callback.state == .received else { return .done }
            guard let body = try await work.open(stored) else { return try await giveUp("body-gone") }
            guard let handler = work.handlers[stored.callback.provider] else { return try await giveUp("no-handler") }
            do {
                return try await conclude(stored.callback, try await handler(body, stored.callback))
            } catch {
                let code = "\(type(of: error))"
                try await work.inbox.data.write { [id, attempt] in
                    try CallbackQueries.noteFailure(id, attempt: attempt, error: code, in: $0)
                }
                throw error
            }
        }

        func end(as state: CallbackState, error: String? = nil) async throws {
            let now = work.inbox.clock.now()
            try await work.inbox.data.write { [id, attempt] in
                try CallbackQueries.end(id, as: state, attempt: attempt, error: error, at: now, in: $0)
            }
        }

        private func conclude(_ callback: Callback, _ conclusion: CallbackConclusion) async throws -> JobOutcome {
            switch conclusion {
            case .done: try await end(as: .done)
            case .ignored: try await end(as: .ignored)
            case .failed(let code): return try await giveUp(code)
            case .later(let delay):
                guard work.inbox.clock.now() - callback.receivedAt < CallbackWork.patience else {
                    return try await giveUp("waited-too-long")
                }
                return .retry(after: delay)
            }
            return .done
        }

        private func giveUp(_ code: String) async throws -> JobOutcome {
            try await end(as: .failed, error: code)
            return .giveUp(code)
        }
    }

    private func open(_ stored: CallbackQueries.StoredBody) async throws -> [UInt8]? {
        guard let body = stored.body else { return nil }
        let use = uses[stored.callback.provider] ?? .payment
        let field = SealedField(
            table: callbackBody.table, column: callbackBody.column, number: callbackBody.number, category: use.category)
        let value = SealedValue(body, in: field, row: stored.callback.id.bytes)
        let opening = try await inbox.vault.open(
            value, of: stored.inbox, for: use.purpose, as: .system("callbacks"))
        return opening.value.map { [UInt8]($0.expose().utf8) }
    }
}
