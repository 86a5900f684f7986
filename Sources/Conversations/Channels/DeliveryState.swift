// SPDX-License-Identifier: Apache-2.0

import Storage

/// How far a message of ours has come on a messenger.
package enum DeliveryState: String, Sendable, CaseIterable, SQLEnum {
    /// Came in from the person: nothing is to be delivered.
    case received
    case queued
    /// On its way, or gone without an answer.
    case sending
    /// The messenger took it.
    case accepted
    case sent, delivered, read, played
    case failed

    private var rank: Int? {
        switch self {
        case .received: nil
        case .queued: 0
        case .sending: 1
        case .accepted: 2
        case .sent: 3
        case .delivered: 4
        case .read: 5
        case .played: 6
        case .failed: nil
        }
    }

    /// Where a report leads; nil when it says nothing new. Reports overtake each other, and nothing goes back: what failed stays so,
    /// and what has arrived does not fail any more.
    package func after(_ reported: DeliveryState) -> DeliveryState? {
        switch (rank, reported.rank) {
        case (nil, _): nil
        case (let here?, nil): reported == .failed && here < 4 ? .failed : nil
        case (let here?, let there?): there > here ? reported : nil
        }
    }
}
