// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing
import Values

@Suite("Limiting how often somebody asks")
struct RateLimiterTests {
    private let clock = FixedWallClock(Instant(milliseconds: 0))

    @Test func `a burst is allowed, then one has to wait for the time that is named`() {
        let limiter = RateLimiter(burst: 3, per: .seconds(60), clock: clock)

        let answers = (0..<4).map { _ in limiter.ask("somebody") }

        #expect(answers == [.allowed, .allowed, .allowed, .wait(seconds: 20)])
        clock.advance(by: .seconds(20))
        #expect(limiter.ask("somebody") == .allowed)
        #expect(limiter.ask("somebody") == .wait(seconds: 20))
    }

    @Test func `one does not wait for another`() {
        let limiter = RateLimiter(burst: 1, per: .seconds(60), clock: clock)

        #expect(limiter.ask("somebody") == .allowed)
        #expect(limiter.ask("somebody else") == .allowed)
    }

    @Test func `however long one stays away, no more than the burst is saved up`() {
        let limiter = RateLimiter(burst: 2, per: .seconds(1), clock: clock)
        clock.advance(by: .hours(10))

        let answers = (0..<3).map { _ in limiter.ask("somebody") }

        #expect(answers == [.allowed, .allowed, .wait(seconds: 1)])
    }
}
