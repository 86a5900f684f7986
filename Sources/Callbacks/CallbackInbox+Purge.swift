// SPDX-License-Identifier: Apache-2.0

package import Jobs
import Storage
import Values
import Vault

extension CallbackInbox {
    package static let purge: JobKind = "purge-callbacks"

    /// Destroys the keys of days that are over, drops what they sealed, and forgets old events.
    ///
    /// Keys first: from then on the bodies are unreadable wherever copies of them lie. Doing it twice changes nothing.
    package func purge() async throws {
        let now = clock.now()
        let oldestKept = now - Self.bodyLifetime
        _ = try await vault.destroyInboxes(before: oldestKept)
        let startOfDay = Instant(milliseconds: Int64(oldestKept.utcDay) * 86_400_000)
        try await data.write { session in
            _ = try CallbackQueries.dropBodies(receivedBefore: startOfDay, in: session)
            _ = try CallbackQueries.delete(receivedBefore: now - Self.memory, in: session)
        }
    }

    /// Starts the purge, which then repeats itself every few hours. To be called at every start: it is queued once.
    package func beginPurging() async throws {
        // About no callback in particular, and always the same, so that it waits once.
        guard let all = ID<Callback>(bytes: [UInt8](repeating: 0, count: 16)) else { return }
        let job = Job(Self.purge, about: all, at: clock.now(), exclusive: true)
        try await job.begin(in: data)
    }
}
