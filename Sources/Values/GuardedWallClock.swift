// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Two witnesses of time: the wall clock, which people and network time set, and one that only ever counts on.
package protocol TimeSource: Sendable {
    func wall() -> Instant
    /// How long the machine has been running, sleep included: nobody can set it.
    func uptime() -> Duration
}

package struct SystemTime: TimeSource {
    package init() {}

    package func wall() -> Instant { SystemWallClock().now() }

    package func uptime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}

/// The wall clock, as far as it keeps step with the time that passes.
///
/// Corrections of up to a minute are followed at once. A larger jump is believed when the clock has kept step for an hour
/// after it; until then time goes on as if it had not happened, so that one set right again soon is never noticed. See
/// decision 0016. The jump has to be seen: somebody asks for the time all the while in a server.
package final class GuardedWallClock: WallClock {
    package static let tolerance = Duration.seconds(60)
    package static let patience = Duration.hours(1)

    private struct State {
        /// What has to be added to the uptime.
        var offset: Duration
        /// Since when that has been right, by the uptime.
        var since: Duration
        /// Another offset that the wall clock shows, and since when.
        var jump: (offset: Duration, since: Duration)?

        /// The time to go by, and by how much the clock jumped if that is seen for the first time.
        mutating func look(at wall: Instant, _ uptime: Duration) -> (now: Instant, jumped: Duration?) {
            let seen = wall.sinceEpoch - uptime
            if (seen - offset).isWithin(GuardedWallClock.tolerance) {
                (offset, jump) = (seen, nil)
                return (wall, nil)
            }
            let expected = Instant(milliseconds: (offset + uptime).milliseconds)
            guard let known = jump, (seen - known.offset).isWithin(GuardedWallClock.tolerance) else {
                jump = (seen, uptime)
                return (expected, seen - offset)
            }
            guard uptime - known.since >= GuardedWallClock.patience else { return (expected, nil) }
            (offset, since, jump) = (seen, known.since, nil)
            return (wall, nil)
        }
    }

    private let source: any TimeSource
    private let onJump: @Sendable (Duration) -> Void
    private let state: Mutex<State>

    /// `onJump` is told of each jump once, when it is first seen.
    package init(source: any TimeSource = SystemTime(), onJump: @escaping @Sendable (Duration) -> Void = { _ in }) {
        self.source = source
        self.onJump = onJump
        let uptime = source.uptime()
        state = Mutex(State(offset: source.wall().sinceEpoch - uptime, since: uptime))
    }

    package func now() -> Instant {
        let (wall, uptime) = (source.wall(), source.uptime())
        let (now, jumped) = state.withLock { $0.look(at: wall, uptime) }
        if let jumped { onJump(jumped) }
        return now
    }

    /// True an hour after the start and after each jump that was believed, unless there is a new one.
    package var isProven: Bool {
        _ = now()
        let uptime = source.uptime()
        return state.withLock { $0.jump == nil && uptime - $0.since >= Self.patience }
    }
}

extension Duration {
    fileprivate func isWithin(_ limit: Duration) -> Bool { self <= limit && self >= .zero - limit }
}

extension Instant {
    fileprivate var sinceEpoch: Duration { .milliseconds(milliseconds) }
}
