// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
import Vault

/// An erasure under way: what is needed to tell recipients and the person, under a key of its own, for as long as it takes.
package struct ErasureCase: Sendable {
    package enum State: Int, Sendable, SQLEnum {
        case opened = 1
        case keysDestroyed = 2
        case swept = 3
        case recipientsTold = 4
        case closed = 5
    }

    package let id: ID<ErasureCase>
    let request: ID<RightsRequest>
    /// The owner of the case's own key; nil once the case is closed.
    let keyOwner: PersonID?
    package let state: State
    let replyAddress: Sealed?
    /// The last year bookkeeping about them is kept for; nil when nothing is.
    let keptUntilYear: Int?
    /// Whom it erases; empty once swept.
    let subjects: [PersonID]
}

struct ErasureNotice: Sendable {
    enum State: Int, Sendable, SQLEnum {
        case toTell = 1
        case told = 2
        case cannotBeTold = 3
    }

    let id: ID<ErasureNotice>
    let recipient: String
    let kind: String
    let handle: Sealed?
    let state: State
    let answer: String?
}
