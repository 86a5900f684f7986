// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing
import Values

@Suite("A clock that jumps")
struct GuardedWallClockTests {
    private let time = Time()
    private let jumps = Jumps()
    private let clock: GuardedWallClock

    init() {
        clock = GuardedWallClock(source: time) { [jumps] in jumps.note($0) }
    }

    @Test func `goes with the wall clock and its small corrections`() {
        time.pass(.seconds(90))
        #expect(clock.now() == time.wall())

        time.set(.seconds(-40))
        #expect(clock.now() == time.wall())
        #expect(jumps.all.isEmpty)
    }

    @Test(arguments: [Duration.days(365), .seconds(3600), .days(-1), .seconds(-300)])
    func `a jump set right again within an hour is never noticed`(jump: Duration) {
        let before = clock.now()

        time.set(jump)
        time.pass(.seconds(3500))
        #expect(clock.now() == before + .seconds(3500))
        time.set(.zero - jump)

        #expect(clock.now() == before + .seconds(3500))
        #expect(clock.now() == time.wall())
    }

    @Test(arguments: [Duration.days(365), .days(-1)])
    func `a jump that stays is believed after an hour`(jump: Duration) {
        time.set(jump)
        _ = clock.now()
        time.pass(.seconds(3601))

        #expect(clock.now() == time.wall())
        #expect(jumps.all == [jump])
    }

    @Test func `a second jump begins the hour anew`() {
        time.set(.days(1))
        _ = clock.now()
        time.pass(.seconds(3000))
        time.set(.days(1))
        _ = clock.now()
        time.pass(.seconds(3000))

        #expect(clock.now() < time.wall())
        #expect(jumps.all == [.days(1), .days(2)])
    }

    @Test func `nothing may be destroyed by a time that has not kept step for an hour`() {
        #expect(!clock.isProven)
        time.pass(.seconds(3600))
        #expect(clock.isProven)

        time.set(.days(800))
        #expect(!clock.isProven)
        time.pass(.seconds(3600))
        #expect(clock.isProven)
    }
}

/// A wall clock that can be set beside an uptime that cannot.
private final class Time: TimeSource {
    private let shown = Mutex((wall: Instant(milliseconds: 1_772_352_000_000), uptime: Duration.seconds(5)))

    func wall() -> Instant { shown.withLock { $0.wall } }
    func uptime() -> Duration { shown.withLock { $0.uptime } }

    func pass(_ span: Duration) {
        shown.withLock { $0 = ($0.wall + span, $0.uptime + span) }
    }

    func set(_ jump: Duration) {
        shown.withLock { $0.wall = $0.wall + jump }
    }
}

private final class Jumps: Sendable {
    private let noted = Mutex<[Duration]>([])

    var all: [Duration] { noted.withLock { $0 } }
    func note(_ jump: Duration) { noted.withLock { $0.append(jump) } }
}
