// SPDX-License-Identifier: Apache-2.0

package import Values
package import Vault

/// Which conversations somebody of the staff wants to see.
package enum InboxView: String, Sendable, CaseIterable {
    case open
    case mine
    case unassigned
    case snoozed
    case closed
}

/// One line of the inbox.
package struct InboxLine: Sendable {
    package let conversation: Conversation
    package let lastMessage: Message
    /// The newest message in clear; nil when its person is erased or refuses.
    package let lastText: Personal<String>?
    /// How many messages of the visitor nobody has read.
    package let unread: Int
    /// What they call themselves on a messenger.
    package let name: Personal<String>?
}

/// Where a page of the list ended; the next begins behind it.
package struct InboxPlace: Hashable, Sendable {
    package let changedAt: Instant
    package let id: ID<Conversation>

    package init(changedAt: Instant, id: ID<Conversation>) {
        self.changedAt = changedAt
        self.id = id
    }
}
