// SPDX-License-Identifier: Apache-2.0

import Crypto
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
    package let text: String

    package init(group: BridgeGroup, thread: Int64?, number: Int64, text: String) {
        self.group = group
        self.thread = thread
        self.number = number
        self.text = text
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
        var part = 0
        for piece in Self.pieces(of: message) {
            let outcome = try await answer(
                piece, as: isNote ? .note : .reply, in: id, clientID: Self.key(of: message, part: part),
                over: .telegram, by: caller)
            switch outcome {
            case .stored, .invalid(.empty): part += 1
            case .invalid(.tooLong), .erased, .notFound: return .notOurs
            case .forbidden: return .forbidden
            }
        }
        return isNote ? .noted : .answered
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
