// SPDX-License-Identifier: Apache-2.0

package import Jobs
package import Storage
package import Values
package import Vault

/// Takes in what providers post, durably and once, before they are answered. Working on it comes after.
///
/// A provider may deliver again for days, several times at once and out of order; each event becomes one row and one job.
package struct CallbackInbox: Sendable {
    /// What a body is kept for at most: long enough to repair what went wrong and work on it again.
    package static let bodyLifetime = Duration.days(7)
    /// How long an event is remembered. Stripe lets one be sent again for 30 days (docs.stripe.com/webhooks).
    package static let memory = Duration.days(35)

    package static let work: JobKind = "work-callback"

    let data: any Database
    let vault: Vault
    let clock: any WallClock

    package init(data: any Database, vault: Vault, clock: any WallClock) {
        self.data = data
        self.vault = vault
        self.clock = clock
    }

    /// Stores one verified message and queues its work; both are on disk when this returns.
    ///
    /// The body must be UTF-8, which JSON and forms are.
    package func receive(
        _ provider: String, account: String = "", event: String, body: [UInt8]
    ) async throws -> CallbackReceipt {
        guard let text = String(validating: body, as: UTF8.self) else { throw CallbackNotText() }
        let now = clock.now()
        let sealer = try await vault.sealer(for: .inbox(on: now))
        let id = ID<Callback>.timeOrdered(at: now)
        let arrival = CallbackQueries.Arrival(
            id: id, provider: provider, account: account, event: event, inbox: sealer.person,
            body: try sealer.seal(text, in: callbackBody, row: id), receivedAt: now)
        let job = Job(Self.work, about: id, at: now)
        let isNew = try await data.write { session in
            guard try CallbackQueries.insert(arrival, in: session) else { return false }
            try job.insert(in: session)
            return true
        }
        return isNew ? .stored(id) : .duplicate
    }

    /// Stores several verified messages in one transaction; those that are here already change nothing.
    package func receive(_ provider: String, all messages: [(event: String, body: [UInt8])]) async throws {
        let now = clock.now()
        let sealer = try await vault.sealer(for: .inbox(on: now))
        var arrivals: [(CallbackQueries.Arrival, Job)] = []
        for message in messages {
            guard let text = String(validating: message.body, as: UTF8.self) else { throw CallbackNotText() }
            let id = ID<Callback>.timeOrdered(at: now)
            let arrival = CallbackQueries.Arrival(
                id: id, provider: provider, account: "", event: message.event, inbox: sealer.person,
                body: try sealer.seal(text, in: callbackBody, row: id), receivedAt: now)
            arrivals.append((arrival, Job(Self.work, about: id, at: now)))
        }
        let all = arrivals
        try await data.write { session in
            for (arrival, job) in all where try CallbackQueries.insert(arrival, in: session) {
                try job.insert(in: session)
            }
        }
    }

    /// Works on a failed callback once more, after whatever stopped it was put right; false when it is not failed or its
    /// body is gone.
    package func workAgain(on id: ID<Callback>) async throws -> Bool {
        let job = Job(Self.work, about: id, at: clock.now())
        return try await data.write { session in
            guard try CallbackQueries.reopen(id, in: session) else { return false }
            try job.insert(in: session)
            return true
        }
    }
}

/// A body that is no UTF-8 text. No provider of ours sends one.
package struct CallbackNotText: Error {}
