// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How many messages a second leave one number: 80, until Meta has raised it (throughput of the Cloud API, read 2026-11). A refusal is
/// obeyed beside it. One for all of a server, so that it outlasts an organisation's being closed and opened.
package final class NumberBudget: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    private let rate: Double
    private let clock = ContinuousClock()
    private let buckets = Mutex<[String: Bucket]>([:])

    package init(perSecond rate: Int = 80) {
        self.rate = Double(rate)
    }

    /// Nil when one may go now; it is counted. Otherwise how long to wait.
    func wait(at number: String) -> Duration? {
        let now = clock.now
        return buckets.withLock { buckets in
            var bucket = buckets[number] ?? Bucket(tokens: rate, at: now)
            let passed = Double((now - bucket.at) / .milliseconds(1)) / 1000
            bucket.tokens = min(rate, bucket.tokens + passed * rate)
            bucket.at = now
            defer { buckets[number] = bucket }
            guard bucket.tokens >= 1 else { return .milliseconds(Int((1 - bucket.tokens) / rate * 1000) + 1) }
            bucket.tokens -= 1
            return nil
        }
    }
}
