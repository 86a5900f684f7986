// SPDX-License-Identifier: Apache-2.0

package import Media
import Storage
package import Values
package import Vault

/// One message of a conversation; its text is sealed under the visitor's key, whoever wrote it.
package struct Message: Hashable, Sendable {
    package enum Direction: String, Sendable, CaseIterable, SQLEnum {
        case fromVisitor = "visitor"
        case fromStaff = "staff"
        /// For colleagues only; the visitor never sees it.
        case note
        /// Said by the program itself, such as "we have your message".
        case automatic
    }

    /// The way it came in.
    package enum Route: String, Sendable, CaseIterable, SQLEnum {
        case widget, console, telegram, program
        case whatsApp = "whatsapp"
    }

    package let id: ID<Message>
    package let conversation: ID<Conversation>
    package let person: PersonID
    /// Its place in the conversation, from 1 and without gaps.
    package let position: Int
    package let direction: Direction
    package let route: Route
    /// The member of staff who wrote it.
    package let author: PersonID?
    /// Made by whoever wrote it.
    package let clientID: ID<Message>
    package let text: SealedValue
    package let writtenAt: Instant
    /// When whoever wrote it last changed it; nil when it stands as it was written.
    package let editedAt: Instant?
    /// The file it brings. Its text is what was written beside it, often nothing.
    package let media: ID<Media>?

    package var isForVisitor: Bool { direction != .note }
}

/// A message about to be stored: everything random and sealed is made before the transaction.
struct NewMessage: Sendable {
    let id: ID<Message>
    let conversation: ID<Conversation>
    let person: PersonID
    let direction: Message.Direction
    let route: Message.Route
    let author: PersonID?
    let clientID: ID<Message>
    let text: Sealed
    /// What it is found by.
    let words: WordBits
    let writtenAt: Instant
    let media: ID<Media>?

    init(
        _ text: MessageText, bringing media: StoredMedia? = nil, in conversation: ID<Conversation>,
        sealedBy sealer: Sealer, foundBy key: SearchKey,
        _ direction: Message.Direction, over route: Message.Route, by author: PersonID? = nil,
        clientID: ID<Message>, at now: Instant
    ) throws {
        id = .timeOrdered(at: now)
        self.conversation = conversation
        person = sealer.person
        self.direction = direction
        self.route = route
        self.author = author
        self.clientID = clientID
        self.text = try sealer.seal(text.text, in: .messageText, row: id)
        words = key.bits(of: SearchWords(text.text))
        writtenAt = now
        self.media = media?.id
    }
}

/// A message in clear, for the one it was opened for.
package struct OpenedMessage: Sendable {
    package let message: Message
    package let text: Personal<String>
    /// Nil when it brings none, or its time was over before the message's.
    package let file: AttachedFile?
    package let progress: MessageProgress
}

/// A file as a line in a conversation shows it.
package struct AttachedFile: Sendable {
    package let media: StoredMedia
    package let name: Personal<String>
}
