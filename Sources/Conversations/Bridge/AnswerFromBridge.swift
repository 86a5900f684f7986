// SPDX-License-Identifier: Apache-2.0

import Crypto
import Media
import Storage
import Values
package import Vault

/// What a member of staff wrote in the group.
package struct BridgeMessage: Sendable {
    package let group: BridgeGroup
    /// Nil outside every topic.
    package let thread: Int64?
    /// Its number there: the same when it is delivered again.
    package let number: Int64
    /// What stands beside a file, when it is one.
    package let text: String
    package let file: BridgeFileReference?

    package init(
        group: BridgeGroup, thread: Int64?, number: Int64, text: String, file: BridgeFileReference? = nil
    ) {
        self.group = group
        self.thread = thread
        self.number = number
        self.text = text
        self.file = file
    }
}

/// Brings what staff wrote in a topic into its conversation: an answer, or behind `//` a note.
///
/// What is said outside a topic, or in one that belongs to no conversation, changes nothing.
package struct AnswerFromBridge: Sendable {
    package enum Outcome: Sendable, Equatable {
        case answered
        case noted
        case changed
        case notOurs
        case forbidden
        /// The messenger cannot be asked for the file right now.
        case later(Duration)
    }

    static let notePrefix = "//"

    let foundation: ConversationsFoundation
    let answer: AnswerVisitor
    let edit: EditMessage

    package func callAsFunction(_ message: BridgeMessage, by caller: Caller) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        guard let thread = message.thread else { return .notOurs }
        let topic = BridgeTopic(group: message.group, thread: thread)
        guard let id = try await foundation.data.read({ try BridgeQueries.conversation(at: topic, in: $0) }) else {
            return .notOurs
        }
        let isNote = message.text.hasPrefix(Self.notePrefix)
        if let file = message.file {
            return try await bring(file, of: message, isNote, at: topic, into: id, by: caller)
        }
        var part = 0
        for piece in Self.pieces(of: message) {
            let outcome = try await answer(
                piece, as: isNote ? .note : .reply, in: id, clientID: Self.key(of: message, part: part),
                over: .telegram, by: caller)
            switch outcome {
            case .stored, .invalid(.empty): part += 1
            case .invalid(.tooLong), .refused, .fileRefused, .filesNotCarried, .erased, .notFound: return .notOurs
            case .forbidden: return .forbidden
            }
        }
        return isNote ? .noted : .answered
    }

    /// A file goes by itself, with the words beside it. One that cannot be taken is said so where it was put.
    private func bring(
        _ file: BridgeFileReference, of message: BridgeMessage, _ isNote: Bool, at topic: BridgeTopic,
        into id: ID<Conversation>, by caller: Caller
    ) async throws -> Outcome {
        guard let bridge = foundation.bridge else { return .notOurs }
        let key = Self.key(of: message, part: 0)
        let found = try await foundation.data.read { session in
            (
                conversation: try ConversationQueries.conversation(id, in: session),
                earlier: try MessageQueries.message(key, of: id, in: session)
            )
        }
        guard found.earlier == nil else { return isNote ? .noted : .answered }
        guard let conversation = found.conversation else { return .notOurs }
        let subject = BridgeSubject(person: conversation.person, subject: id.bytes)
        let bytes: [UInt8]
        switch try await bridge.fetch(file, atMost: foundation.media.limit) {
        case .done(let content): bytes = content
        case .wait(let span): return .later(span)
        case .unreachable: return .later(.seconds(10))
        case .refused, .topicMissing, .moved:
            _ = try await bridge.tell(.tooLarge, in: topic, about: subject)
            return .notOurs
        }
        let declared = DeclaredFile(name: file.name, type: file.type)
        let caption = String(message.text.dropFirst(isNote ? Self.notePrefix.count : 0))
        switch try await answer(
            file: MediaStore.pieces(of: bytes), declared: declared, caption, as: isNote ? .note : .reply, in: id,
            clientID: key, over: .telegram, by: caller)
        {
        case .stored: return isNote ? .noted : .answered
        case .fileRefused(let refusal):
            _ = try await bridge.tell(refusal, in: topic, about: subject)
            return .notOurs
        case .invalid, .refused, .filesNotCarried, .erased, .notFound: return .notOurs
        case .forbidden: return .forbidden
        }
    }

    /// What was written in a topic was changed there. Whoever made a note of an answer, or an answer of a note, changes its words only:
    /// what a visitor has seen cannot be unsaid.
    package func change(_ message: BridgeMessage, by caller: Caller) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        guard let thread = message.thread else { return .notOurs }
        let topic = BridgeTopic(group: message.group, thread: thread)
        guard let id = try await foundation.data.read({ try BridgeQueries.conversation(at: topic, in: $0) }) else {
            return .notOurs
        }
        var outcome = Outcome.notOurs
        for (part, piece) in Self.pieces(of: message).enumerated() {
            switch try await edit(Self.key(of: message, part: part), of: id, to: piece, by: caller) {
            case .edited, .unchanged: outcome = .changed
            case .invalid, .notFound: break
            case .forbidden: return .forbidden
            }
        }
        return outcome
    }

    /// What a message here holds is less than one there may.
    private static func pieces(of message: BridgeMessage) -> [String] {
        let isNote = message.text.hasPrefix(notePrefix)
        var rest = message.text.dropFirst(isNote ? notePrefix.count : 0)
        var pieces: [String] = []
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(MessageText.limit)))
            rest = rest.dropFirst(MessageText.limit)
        }
        return pieces
    }

    /// The group was given another number by the messenger.
    package func move(_ former: BridgeGroup, to group: BridgeGroup) async throws {
        let now = foundation.clock.now()
        try await foundation.data.write { try BridgeQueries.move(former, to: group, at: now, in: $0) }
    }

    /// The same for a message that is delivered again.
    private static func key(of message: BridgeMessage, part: Int) -> ID<Message> {
        let name = "\(message.group.chat) \(message.thread ?? 0) \(message.number) \(part)"
        let digest = [UInt8](SHA256.hash(data: [UInt8](name.utf8)).prefix(16))
        return ID(bytes: digest) ?? .random()
    }
}
