// SPDX-License-Identifier: Apache-2.0

import Foundation
import Jobs
import Policy
import Storage
import Values

/// Deletes the copies in the staff's group when the policy's time for chat messages is over: a day before our own go, since the
/// way to them goes with ours.
struct TidyBridge: Sendable {
    static let kind: JobKind = "tidy-bridge"
    private static let margin = Duration.days(1)
    private static let batch = 100

    let foundation: ConversationsFoundation
    let bridge: any SupportBridge

    func callAsFunction() async throws -> JobOutcome {
        let retention = foundation.policy.retention(of: .chatMessage)
        let end = retention.latestEndedStart(at: foundation.clock.now() + Self.margin, in: .gmt)
        let silent = try await foundation.data.read {
            try BridgeQueries.silent(since: end, limit: Self.batch, in: $0)
        }
        for one in silent {
            let subject = BridgeSubject(person: one.person, subject: one.conversation.bytes)
            switch try await bridge.delete(one.topic, about: subject, for: .legalDuty) {
            case .done, .topicMissing, .refused:
                try await foundation.data.write { try BridgeQueries.delete(one.conversation, in: $0) }
            case .wait(let span): return .retry(after: span)
            case .unreachable, .moved: return .retry(after: .seconds(300))
            }
        }
        return .retry(after: silent.count == Self.batch ? .seconds(60) : .hours(12))
    }
}
