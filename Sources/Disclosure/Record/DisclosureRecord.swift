// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values

/// One line of the record a person may read: who got what about them, when and why, and what became of it.
package struct DisclosureRecord: Sendable {
    package let id: ID<Disclosure>
    /// Nil once the person has been erased.
    package let person: PersonID?
    package let recipient: RecipientID
    package let purpose: Purpose
    package let categories: Set<Category>
    /// The order or request it was sent for.
    package let subject: [UInt8]?
    package let policyVersion: String
    package let at: Instant
}

package enum DisclosureState: Int, Sendable, SQLEnum {
    case sending = 1
    case answered = 2
    case notSent = 3
    case noAnswer = 4
    case refused = 5

    package var name: String {
        switch self {
        case .sending: "sending"
        case .answered: "answered"
        case .notSent: "not-sent"
        case .noAnswer: "no-answer"
        case .refused: "refused"
        }
    }
}

/// A record as it is read back.
package struct ConcludedDisclosure: Sendable {
    package let record: DisclosureRecord
    package let state: DisclosureState
    package let reason: String?
}

/// How often something ended like this at one recipient.
package struct DisclosureTraffic: Sendable {
    package let recipient: RecipientID
    package let state: DisclosureState
    package let count: Int
    package let lastAt: Instant
}
