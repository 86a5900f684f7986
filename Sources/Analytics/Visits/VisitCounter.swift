// SPDX-License-Identifier: Apache-2.0

package import Logging
import Metrics
package import Storage
import Synchronization
package import Values

/// Counts visits: takes reports into memory and writes them down in groups.
///
/// A report costs no statement. What waits is bounded: beyond `limit` reports are dropped and counted as dropped, and a
/// group is small, so that however many come, no sale waits for them. A crash loses what waits, a shutdown nothing.
package final class VisitCounter: Sendable {
    package enum Outcome: Sendable, Equatable {
        /// The cookie to go on with.
        case counted(VisitToken)
        /// A program's, not a person's.
        case program
        /// Too many wait already.
        case dropped
    }

    static let limit = 4_000
    /// Visits written in one transaction.
    static let group = 100

    private struct Waiting {
        var changes: [VisitToken: VisitChange] = [:]
        var reports = 0
    }

    private let data: any Database
    private let geography: GeoTable
    private let lifetime: Duration
    private let clock: any WallClock
    private let logger: Logger
    private let waiting = Mutex(Waiting())
    /// Ends with `stop`.
    private let life = AsyncStream<Never>.makeStream()

    /// `lifetime`: how long a visit may last at most, as the policy says of the cookie.
    package init(
        data: any Database, geography: GeoTable, lifetime: Duration, clock: any WallClock, logger: Logger
    ) {
        self.data = data
        self.geography = geography
        self.lifetime = lifetime
        self.clock = clock
        self.logger = logger
    }

    /// `cookie` is what the browser showed, if it showed one; a visit that is over is followed by a new one.
    package func count(_ sighting: Sighting, cookie: String?) -> Outcome {
        guard let device = Device(userAgent: sighting.userAgent) else { return note(.program, "program") }
        let now = clock.now()
        let known = cookie.flatMap { VisitToken(cookie: $0, at: now, lifetime: lifetime) }
        let token = known ?? .make(at: now)
        let place = geography.place(of: sighting.address)
        let isTaken = waiting.withLock { waiting in
            guard waiting.reports < Self.limit else { return false }
            waiting.reports += 1
            waiting.changes[token, default: VisitChange(token, device: device)]
                .add(sighting, place: place, isFirst: known == nil, at: now)
            return true
        }
        return isTaken ? note(.counted(token), "counted") : note(.dropped, "dropped")
    }

    /// Writes down what waits, a group at a time. What cannot be written is kept for the next time, if there is room.
    package func flush() async throws {
        while let group = take() {
            do {
                try await data.write { session in
                    for change in group { try VisitQueries.add(change, in: session) }
                }
            } catch {
                putBack(group)
                throw error
            }
        }
    }

    /// Flushes every second until cancelled or stopped, and once more.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    // A cancelled sleep ends the loop, which is what the condition sees.
                    try? await Task.sleep(for: .seconds(1))
                    await self.flushOrNote()
                }
            }
            for await _ in life.stream {}
            group.cancelAll()
        }
    }

    /// Ends `run`. What waits should have been flushed.
    package func stop() { life.continuation.finish() }

    /// The visitor said no after all: what was written of this visit goes, and what waits with it.
    package func forget(cookie: String) async throws {
        guard let token = VisitToken(cookie: cookie, at: clock.now(), lifetime: lifetime) else { return }
        waiting.withLock { waiting in
            guard let dropped = waiting.changes.removeValue(forKey: token) else { return }
            waiting.reports -= min(waiting.reports, max(dropped.views.count, 1))
        }
        try await data.write { try VisitQueries.delete(token, in: $0) }
    }

    private func flushOrNote() async {
        do {
            try await flush()
        } catch {
            logger.warning("visits could not be written down", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func take() -> [VisitChange]? {
        waiting.withLock { waiting in
            guard !waiting.changes.isEmpty else { return nil }
            let group = Array(waiting.changes.values.prefix(Self.group))
            for change in group { waiting.changes[change.token] = nil }
            if waiting.changes.isEmpty { waiting.reports = 0 }
            return group
        }
    }

    private func putBack(_ group: [VisitChange]) {
        waiting.withLock { waiting in
            for var change in group where waiting.reports < Self.limit {
                if let later = waiting.changes[change.token] { change.add(later) }
                waiting.changes[change.token] = change
                waiting.reports += 1
            }
        }
    }

    private func note(_ outcome: Outcome, _ name: String) -> Outcome {
        Counter(label: "sampan.visits", dimensions: [("result", name)]).increment()
        return outcome
    }
}
