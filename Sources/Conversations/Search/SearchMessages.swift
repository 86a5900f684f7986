// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
package import Vault

/// Finds messages by their words, though all of them are sealed: by bits first, and what these find is opened and looked at.
///
/// The program opens what may fit; a member of staff is shown what does, and that stands in the access log before.
package struct SearchMessages: Sendable {
    package struct Hit: Sendable {
        package let conversation: Conversation
        package let message: Message
        package let text: Personal<String>
    }

    package enum Outcome: Sendable {
        /// Newest first; `isCut` when there are more.
        case found([Hit], isCut: Bool)
        /// Not a word in it.
        case noWords
        case forbidden
    }

    /// So many are opened at most, the newest; and so many shown.
    static let openedAtMost = 1000
    static let shownAtMost = 100

    let foundation: ConversationsFoundation

    package func callAsFunction(_ typed: String, as caller: Caller) async throws -> Outcome {
        guard caller.agent != nil else { return .forbidden }
        let words = SearchWords(String(typed.prefix(200)))
        guard !words.words.isEmpty else { return .noWords }
        let bits = foundation.searchKey.bits(of: words)
        let candidates = try await foundation.data.read { session in
            try SearchQueries.messages(having: bits, limit: Self.openedAtMost, in: session).compactMap {
                try MessageQueries.message($0, in: session)
            }
        }
        let fitting = try await those(of: candidates, with: words)
        return .found(
            try await hits(Array(fitting.prefix(Self.shownAtMost)), as: caller),
            isCut: fitting.count > Self.shownAtMost || candidates.count == Self.openedAtMost)
    }

    private func those(of candidates: [Message], with words: SearchWords) async throws -> [Message] {
        let openers = try await foundation.vault.openers(
            for: candidates.map(\.person), purpose: .support, as: .system("search"))
        var fitting: [Message] = []
        for message in candidates {
            guard let text = try await openers[message.person]?.open(message.text).value,
                words.areAll(in: text.expose())
            else { continue }
            fitting.append(message)
        }
        return fitting
    }

    private func hits(_ messages: [Message], as caller: Caller) async throws -> [Hit] {
        let openers = try await foundation.vault.openers(for: messages.map(\.person), purpose: .support, as: caller)
        let conversations = try await foundation.data.read { session in
            try Set(messages.map(\.conversation)).compactMap { try ConversationQueries.conversation($0, in: session) }
        }
        let byID = Dictionary(uniqueKeysWithValues: conversations.map { ($0.id, $0) })
        var hits: [Hit] = []
        for message in messages {
            guard let conversation = byID[message.conversation],
                let text = try await openers[message.person]?.open(message.text).value
            else { continue }
            hits.append(Hit(conversation: conversation, message: message, text: text))
        }
        return hits
    }
}
