// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The guarded clock of a test server: time can be made to pass, and the wall clock beneath it can be set wrong.
package final class TravelClock: MovableClock {
    private final class Journey: TimeSource {
        private let system = SystemTime()
        private let shift = Mutex((passed: Duration.zero, jumped: Duration.zero))

        func wall() -> Instant { system.wall() + shift.withLock { $0.passed + $0.jumped } }
        func uptime() -> Duration { system.uptime() + shift.withLock { $0.passed } }
        func advance(by span: Duration) { shift.withLock { $0.passed += span } }
        func jump(by span: Duration) { shift.withLock { $0.jumped += span } }
    }

    private let journey = Journey()
    private let guarded: GuardedWallClock

    package init(onJump: @escaping @Sendable (Duration) -> Void = { _ in }) {
        guarded = GuardedWallClock(source: journey, onJump: onJump)
    }

    package func now() -> Instant { guarded.now() }
    package var isProven: Bool { guarded.isProven }
    package func advance(by span: Duration) { journey.advance(by: span) }
    package func jump(by span: Duration) { journey.jump(by: span) }
}
