// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// One message a provider posted to us.
package struct Callback: Hashable, Sendable {
    package let id: ID<Callback>
    /// As `CallbackHandlers` knows it: `stripe`.
    package let provider: String
    /// The account of ours the provider names; empty where it names none.
    package let account: String
    /// The provider's own id of the event, the same when it is delivered again.
    package let event: String
    package let state: CallbackState
    /// How often its job was started.
    package let attempts: Int
    /// A short code without personal data.
    package let lastError: String?
    package let receivedAt: Instant
}

package enum CallbackState: String, Sendable, CaseIterable, SQLEnum {
    /// Stored; its work is queued.
    case received
    case done
    /// It asked nothing of us, or somebody decided that nothing comes of it.
    case ignored
    /// Given up: stays for people to see and to try again.
    case failed
}

package enum CallbackReceipt: Hashable, Sendable {
    case stored(ID<Callback>)
    /// The same event is here already.
    case duplicate
}
