// SPDX-License-Identifier: Apache-2.0

import Jobs

extension EventKind {
    /// Its subject is the message.
    static let messageArrived: EventKind = "conversation.message"
    /// Its subject is the conversation: somebody read, took, closed or reopened it.
    static let conversationChanged: EventKind = "conversation.changed"
}
