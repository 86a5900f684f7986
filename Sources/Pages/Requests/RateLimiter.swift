// SPDX-License-Identifier: Apache-2.0

import Synchronization
package import Values

/// A token bucket per key, in memory only: addresses never come to rest.
///
/// Holds at most 50,000 keys; then full buckets are forgotten, and if none is full, all of them.
package final class RateLimiter: Sendable {
    package enum Answer: Sendable, Equatable {
        case allowed
        case wait(seconds: Int)
    }

    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private let burst: Double
    private let perSecond: Double
    private let clock: any WallClock
    private let buckets = Mutex<[String: Bucket]>([:])

    /// Allows `burst` at once and `burst` again per `period` after that.
    package init(burst: Int, per period: Duration, clock: any WallClock) {
        self.burst = Double(burst)
        self.perSecond = Double(burst) * 1000 / Double(max(period.milliseconds, 1))
        self.clock = clock
    }

    package func ask(_ key: String) -> Answer {
        let now = clock.now()
        return buckets.withLock { buckets in
            if buckets.count >= 50_000 { forgetFull(&buckets, now: now) }
            var bucket = buckets[key] ?? Bucket(tokens: burst, at: now)
            bucket.tokens = level(of: bucket, now: now)
            bucket.at = now
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else {
                return .wait(seconds: max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up))))
            }
            bucket.tokens -= 1
            return .allowed
        }
    }

    private func level(of bucket: Bucket, now: Instant) -> Double {
        let elapsed = max(0, Double((now - bucket.at).milliseconds) / 1000)
        return min(burst, bucket.tokens + elapsed * perSecond)
    }

    private func forgetFull(_ buckets: inout [String: Bucket], now: Instant) {
        buckets = buckets.filter { level(of: $0.value, now: now) < burst }
        if buckets.count >= 50_000 { buckets.removeAll() }
    }
}
