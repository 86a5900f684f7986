// SPDX-License-Identifier: Apache-2.0

package import Media
package import Policy
package import Values
package import Vault

/// Carries conversations to where the staff is anyway, a group of a messenger, and brings answers back. Implemented at the
/// edge; everything goes through the one door.
package protocol SupportBridge: Sendable {
    /// Which recipient of the policy this is.
    var recipient: RecipientID { get }
    /// The group as the configuration names it.
    var group: BridgeGroup { get }

    /// Opens a topic of its own for a conversation.
    func openTopic(named name: String, in group: BridgeGroup, about subject: BridgeSubject) async throws
        -> BridgeAnswer<BridgeTopic>
    /// Posts messages of one conversation, joined into one text.
    func post(_ lines: [BridgeLine], in topic: BridgeTopic, about subject: BridgeSubject) async throws
        -> BridgeAnswer<Void>
    /// Posts one file, with what was written beside it.
    func post(_ file: BridgeFile, in topic: BridgeTopic, about subject: BridgeSubject) async throws -> BridgeAnswer<
        Void
    >
    /// Brings a file that staff put into the group, of at most so many bytes. Refused as `too-large` when it is more.
    func fetch(_ file: BridgeFileReference, atMost limit: Int) async throws -> BridgeAnswer<[UInt8]>
    /// Says in a topic that a file of the staff's was not taken over, and why.
    func tell(_ refusal: MediaRefusal, in topic: BridgeTopic, about subject: BridgeSubject) async throws
        -> BridgeAnswer<Void>
    /// Deletes a topic with everything in it. May be called again after a crash.
    func delete(_ topic: BridgeTopic, about subject: BridgeSubject, for purpose: Purpose) async throws
        -> BridgeAnswer<Void>
    /// Tells the messenger where to bring what staff writes there; harmless to repeat. False when it did not take it.
    func announce() async throws -> Bool
    /// How long to wait before one more message may go to the group; nil when one may go now, and is counted. The first message of
    /// a conversation goes before those that follow in others.
    func wait(for group: BridgeGroup, isFirst: Bool) -> Duration?
    /// How much of the texts fits in one post: how many of the lines, at least one.
    func fitting(_ texts: [Int]) -> Int
}

/// A group of the messenger, by its number there.
package struct BridgeGroup: Hashable, Sendable {
    package let chat: Int64

    package init(chat: Int64) { self.chat = chat }
}

/// A conversation's place in a group.
package struct BridgeTopic: Hashable, Sendable {
    package let group: BridgeGroup
    package let thread: Int64

    package init(group: BridgeGroup, thread: Int64) {
        self.group = group
        self.thread = thread
    }

    /// As it stands in an erasure case: it names nobody.
    package var handle: String { "\(group.chat):\(thread)" }

    package init?(handle: String) {
        let parts = handle.split(separator: ":").compactMap { Int64($0) }
        guard parts.count == 2 else { return nil }
        self.init(group: BridgeGroup(chat: parts[0]), thread: parts[1])
    }
}

/// Whom something is sent about, and what the disclosure record files it under.
package struct BridgeSubject: Sendable {
    package let person: PersonID
    package let subject: [UInt8]

    package init(person: PersonID, subject: [UInt8]) {
        self.person = person
        self.subject = subject
    }
}

/// One message on its way out; its text is opened by the door and nowhere before.
package struct BridgeLine: Sendable {
    /// What stands before it: the conversation's number, or who of the staff said it.
    package let prefix: String
    package let text: SealedValue

    package init(prefix: String, text: SealedValue) {
        self.prefix = prefix
        self.text = text
    }
}

/// A file on its way out; name and content are opened by the door and nowhere before.
package struct BridgeFile: Sendable {
    package let prefix: String
    package let text: SealedValue
    package let type: MediaType
    package let size: Int
    package let name: SealedValue
    /// The pieces, in order.
    package let content: [SealedValue]
}

/// A file in the group, as the messenger knows it. What it says of name and type is not believed.
package struct BridgeFileReference: Sendable {
    package let id: String
    package let name: String?
    package let type: String?
    package let size: Int?

    package init(id: String, name: String?, type: String?, size: Int?) {
        self.id = id
        self.name = name
        self.type = type
        self.size = size
    }
}

/// What came of a call, in the terms of the one who carries.
package enum BridgeAnswer<Value: Sendable>: Sendable {
    case done(Value)
    /// Somebody deleted the topic there.
    case topicMissing
    /// The group has another number from now on.
    case moved(to: BridgeGroup)
    /// The other side asks for patience.
    case wait(Duration)
    /// No answer: safe to try later.
    case unreachable
    /// It will not, for a reason that trying again does not change. The code is kept and names nobody.
    case refused(code: String)
}
