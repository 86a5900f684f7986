// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Where the time of day comes from. Passed in everywhere, so that a test can move it.
package protocol WallClock: Sendable {
    func now() -> Instant

    /// Whether this time has been confirmed for long enough to destroy something because of it.
    var isProven: Bool { get }
}

extension WallClock {
    package var isProven: Bool { true }
}

/// A clock that demos and tests may move.
package protocol MovableClock: WallClock {
    /// Lets time pass.
    func advance(by span: Duration)
    /// Sets the clock, as somebody might by mistake: no time passes.
    func jump(by span: Duration)
}

package struct SystemWallClock: WallClock {
    package init() {}

    package func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// A clock that runs with the system's, shifted by an offset that can be changed while the program runs.
///
/// Only a demo or test server uses it: travelling in time is how retention and expiry are shown.
package final class ShiftedWallClock: MovableClock {
    private let base: any WallClock
    private let offset = Mutex<Int64>(0)

    package init(base: any WallClock = SystemWallClock()) {
        self.base = base
    }

    package func now() -> Instant {
        Instant(milliseconds: base.now().milliseconds + offset.withLock { $0 })
    }

    package func advance(by span: Duration) {
        offset.withLock { $0 += span.milliseconds }
    }

    package func jump(by span: Duration) { advance(by: span) }
}

/// A clock that stands still until told otherwise, for tests.
package final class FixedWallClock: WallClock {
    private let instant: Mutex<Instant>

    package init(_ instant: Instant) {
        self.instant = Mutex(instant)
    }

    package func now() -> Instant { instant.withLock { $0 } }
    package func advance(by span: Duration) { instant.withLock { $0 = $0 + span } }
}
