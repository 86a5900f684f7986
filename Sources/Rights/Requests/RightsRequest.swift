// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// What a person asked of us about their data, from the first mail to the answer.
package struct RightsRequest: Sendable {
    package enum State: Int, Sendable, SQLEnum {
        case asked = 1
        case verified = 2
        case carriedOut = 3
        case expired = 4
    }

    package let id: ID<RightsRequest>
    package let language: Language
    package let state: State
    package let askedAt: Instant
    package let verifiedAt: Instant?
    /// The end of the legal clock (GDPR art. 12(3): one month; the policy's days count from the request).
    package let dueAt: Instant
    package let concludedAt: Instant?
    package let receipt: String?
    /// Everyone the proven address belongs to: each guest checkout is a person of its own.
    package let people: [PersonID]
}
