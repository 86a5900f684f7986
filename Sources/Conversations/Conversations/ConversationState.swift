// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

package enum ConversationState: String, Sendable, CaseIterable, SQLEnum {
    case open
    /// Out of sight until a time, or until the person writes.
    case snoozed
    /// Answered. A new message opens it again.
    case closed
}

/// What happens to a conversation, or is done with it.
package enum ConversationCommand: Hashable, Sendable {
    case visitorWrote
    case staffWrote
    case close
    case reopen
    case snooze(until: Instant)
    /// The time it was put off to has come.
    case wake
}

extension ConversationState {
    /// Where a command leads; nil when it changes nothing.
    package func after(_ command: ConversationCommand) -> (state: ConversationState, snoozedUntil: Instant?)? {
        switch (self, command) {
        case (.open, .close), (.snoozed, .close): (.closed, nil)
        case (.open, .snooze(let until)), (.snoozed, .snooze(let until)): (.snoozed, until)
        case (.snoozed, .visitorWrote), (.snoozed, .staffWrote), (.snoozed, .reopen), (.snoozed, .wake): (.open, nil)
        case (.closed, .visitorWrote), (.closed, .staffWrote), (.closed, .reopen): (.open, nil)
        case (.open, .visitorWrote), (.open, .staffWrote), (.open, .reopen), (.open, .wake): nil
        case (.closed, .close), (.closed, .snooze), (.closed, .wake): nil
        }
    }
}
