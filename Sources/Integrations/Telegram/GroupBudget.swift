// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How many messages a bot sends to one group: Telegram's FAQ says no more than 20 a minute (core.telegram.org/bots/faq, as quoted
/// by grammy.dev/advanced/flood, read 2026-11), and that the true limits are its own to know. So this keeps below it, and a
/// 429 is obeyed beside it. One for all of a server's bridges, so that it outlasts an organisation's being closed and opened.
package final class GroupBudget: Sendable {
    private static let limit = 18
    /// Kept free for somebody who writes for the first time.
    private static let reserve = 4
    private static let window = Duration.seconds(60)

    private let clock = ContinuousClock()
    private let sent = Mutex<[Int64: [ContinuousClock.Instant]]>([:])

    package init() {}

    /// Nil when one may go now; it is counted. Otherwise how long to wait.
    func wait(for chat: Int64, isFirst: Bool) -> Duration? {
        let now = clock.now
        let allowed = isFirst ? Self.limit : Self.limit - Self.reserve
        return sent.withLock { sent in
            var recent = (sent[chat] ?? []).filter { now - $0 < Self.window }
            defer { sent[chat] = recent }
            guard recent.count >= allowed else {
                recent.append(now)
                return nil
            }
            return max(Self.window - (now - recent[recent.count - allowed]), .milliseconds(100))
        }
    }
}
