// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Where the time of day comes from. Passed in everywhere, so that a test can move it.
package protocol WallClock: Sendable {
    func now() -> Instant
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
package final class ShiftedWallClock: WallClock {
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

    package func set(to instant: Instant) {
        let now = base.now()
        offset.withLock { $0 = instant.milliseconds - now.milliseconds }
    }
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
