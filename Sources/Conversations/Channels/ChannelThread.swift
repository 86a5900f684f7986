// SPDX-License-Identifier: Apache-2.0

package import Values
import Vault

/// A conversation on a messenger: with which of our numbers, and what may be written to the person there.
package struct ChannelThread: Sendable {
    package let conversation: ID<Conversation>
    package let person: PersonID
    package let number: String
    package let lastInboundAt: Instant?
    /// When they last wrote STOP.
    package let stoppedAt: Instant?
    /// When they last agreed to be written to first.
    package let agreedAt: Instant?
    /// When they stopped offers in the messenger itself.
    package let marketingStoppedAt: Instant?
    package let blockedAt: Instant?
    package let unreachableAt: Instant?
    /// Up to which position the person was shown that we have read.
    package let readPosition: Int

    /// How long after the person's last message we may write freely to them (Meta, 2026-06).
    package static let window = Duration.hours(24)

    package enum Refusal: String, Hashable, Sendable, CaseIterable {
        case windowClosed = "window-closed"
        case stopped
        case notAgreed = "not-agreed"
        case offersStopped = "offers-stopped"
        case blocked
    }

    /// Until when one may write freely; nil when the person never wrote.
    package var windowEnd: Instant? { lastInboundAt.map { $0 + Self.window } }

    /// Why free words may not go now; nil when they may. Whoever asks something after their STOP gets an answer.
    package func refusalOfWords(at now: Instant) -> Refusal? {
        if blockedAt != nil { return .blocked }
        if isStopped(since: lastInboundAt) { return .stopped }
        guard let windowEnd, now < windowEnd else { return .windowClosed }
        return nil
    }

    /// Messengers tell the second only: within one, STOP counts as the later.
    private func isStopped(since instant: Instant?) -> Bool {
        guard let stoppedAt else { return false }
        return instant.map { stoppedAt.seconds >= $0.seconds } ?? true
    }

    /// Why an approved template may not go now; nil when it may: the person agreed, and has not said STOP since.
    package func refusal(of template: MessageTemplate) -> Refusal? {
        if blockedAt != nil { return .blocked }
        if isStopped(since: agreedAt) { return .stopped }
        guard agreedAt != nil else { return .notAgreed }
        if template.isOffer, marketingStoppedAt != nil { return .offersStopped }
        return nil
    }
}

/// Words by which a person ends or allows being written to. The messenger leaves them to us.
enum StopWord {
    case stop, start

    /// Nil for anything but exactly one of the words, in any case and with or without accents.
    init?(_ text: String) {
        switch text.trimmingSpaces().folded {
        case "stop", "unsubscribe", "dung", "huy", "ngung", "thoi nhan": self = .stop
        case "start", "bat dau", "dong y": self = .start
        default: return nil
        }
    }
}
