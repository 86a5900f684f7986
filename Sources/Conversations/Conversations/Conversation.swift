// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// What one person and the business wrote to each other on one channel.
package struct Conversation: Hashable, Sendable {
    package let id: ID<Conversation>
    package let number: ConversationNumber
    package let channel: ChannelKind
    package let state: ConversationState
    package let person: PersonID
    /// Who of the staff looks after it.
    package let assignee: PersonID?
    package let language: Language
    /// The policy whose notice was shown before the first message.
    package let policyVersion: String
    package let noticeShownAt: Instant
    /// The position of the newest message, notes included.
    package let lastPosition: Int
    /// The position of the newest message the visitor wrote; 0 for none.
    package let lastVisitorPosition: Int
    package let marks: Marks
    package let snoozedUntil: Instant?
    package let openedAt: Instant
    /// When the newest message came.
    package let changedAt: Instant

    /// Up to which position each side has received and read.
    package struct Marks: Hashable, Sendable {
        package var staffDelivered = 0
        package var staffRead = 0
        package var visitorDelivered = 0
        package var visitorRead = 0

        package init() {}
    }

    package var isUnread: Bool { lastVisitorPosition > marks.staffRead }

    /// How far a message has come.
    package func progress(of message: Message) -> MessageProgress {
        switch message.direction {
        case .fromVisitor: .up(to: message.position, delivered: marks.staffDelivered, read: marks.staffRead)
        case .fromStaff: .up(to: message.position, delivered: marks.visitorDelivered, read: marks.visitorRead)
        case .note, .automatic: .sent
        }
    }
}

/// How a person reached us.
package enum ChannelKind: String, Sendable, CaseIterable, SQLEnum {
    /// The chat on our own pages.
    case widget
    case whatsApp = "whatsapp"
}

package enum MessageProgress: String, Sendable, CaseIterable {
    /// Stored.
    case sent
    /// In front of the other side.
    case delivered
    case read

    static func up(to position: Int, delivered: Int, read: Int) -> MessageProgress {
        if read >= position { return .read }
        return delivered >= position ? .delivered : .sent
    }
}

/// What people call a conversation: `K3M-92Q`. It names one and opens nothing.
package struct ConversationNumber: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package static func random() -> ConversationNumber {
        var generator = SystemRandomNumberGenerator()
        let bits: UInt64 = generator.next()
        let letters = (0..<6).map { alphabet[Int((bits >> (5 * $0)) & 31)] }
        return ConversationNumber(text: "\(String(letters[..<3]))-\(String(letters[3...]))")
    }

    /// Crockford's base 32: no I, L, O, U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    package var description: String { text }
}

extension ConversationNumber: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .text(text) }
    package init(sqlValue: SQLValue) throws { text = try String(sqlValue: sqlValue) }
}
