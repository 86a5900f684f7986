// SPDX-License-Identifier: Apache-2.0

import Pages
import Synchronization
import Values

/// Browsers whose visitor said that they are below the age, so that the next press cannot say otherwise.
///
/// Nothing is stored: it lives in memory for an hour and knows a browser by the random number of its cookie alone. Holds
/// at most 10,000; then all are forgotten.
final class TurnedAway: Sendable {
    static let time = Duration.hours(1)

    private let clock: any WallClock
    private let visitors = Mutex<[[UInt8]: Instant]>([:])

    init(clock: any WallClock) {
        self.clock = clock
    }

    func add(_ visitor: Visitor) {
        let until = clock.now() + Self.time
        visitors.withLock { visitors in
            if visitors.count >= 10_000 { visitors.removeAll() }
            visitors[visitor.id] = until
        }
    }

    func contains(_ visitor: Visitor) -> Bool {
        guard visitor.isKnown else { return false }
        let now = clock.now()
        return visitors.withLock { ($0[visitor.id] ?? .distantPast) > now }
    }
}

extension Instant {
    fileprivate static let distantPast = Instant(milliseconds: 0)
}
