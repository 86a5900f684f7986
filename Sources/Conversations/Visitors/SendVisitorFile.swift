// SPDX-License-Identifier: Apache-2.0

package import Media
import Policy
import Storage
import Values
import Vault

/// Takes a file in that a visitor sends: a message by itself, with or without words, in its place among the others. It may be the first.
///
/// The same client id sent again is the same message, and its content is not even read.
package struct SendVisitorFile: Sendable {
    package enum Outcome: Sendable {
        /// As a message without a file would have ended.
        case sent(SendVisitorMessage.Outcome)
        case refused(MediaRefusal)
        /// The same file came twice at the same moment: ask again, and hear what became of it.
        case again
    }

    let foundation: ConversationsFoundation
    let send: SendVisitorMessage

    package func callAsFunction<Pieces: AsyncSequence>(
        _ pieces: Pieces, declared: DeclaredFile, _ draft: VisitorDraft, from secret: ChatSecret
    ) async throws -> Outcome where Pieces.Element == [UInt8] {
        let words: MessageText
        do {
            words = try MessageText(draft.text)
        } catch {
            guard error == .empty else { return .sent(.invalid(error)) }
            words = .none
        }
        let conversation = try await send.conversation(of: secret)
        if let conversation, let earlier = try await message(draft.clientID, of: conversation.id) {
            return .sent(.accepted(conversation, earlier))
        }
        if conversation == nil, let refusal = send.refusal(of: draft) { return .sent(refusal) }
        guard let sealer = try await sealer(for: conversation) else { return .sent(.erased) }
        switch try await foundation.media.take(pieces, declared: declared, sealedBy: sealer) {
        case .refused(let refusal): return .refused(refusal)
        case .stored(let media): return try await put(media, words, draft, to: conversation, secret, sealer)
        }
    }

    private func put(
        _ media: StoredMedia, _ words: MessageText, _ draft: VisitorDraft, to conversation: Conversation?,
        _ secret: ChatSecret, _ sealer: Sealer
    ) async throws -> Outcome {
        do {
            let outcome =
                if let conversation {
                    try await send.send(words, bringing: media, draft, to: conversation, sealedBy: sealer)
                } else {
                    try await send.begin(with: words, bringing: media, draft, from: secret, sealedBy: sealer)
                }
            if case .accepted(_, let message) = outcome, message.media == media.id { return .sent(outcome) }
            try await foundation.media.delete(media.id)
            return .sent(outcome)
        } catch StorageError.uniqueViolation {
            try await foundation.media.delete(media.id)
            return .again
        }
    }

    private func sealer(for conversation: Conversation?) async throws -> Sealer? {
        guard let conversation else { return try await foundation.vault.enrol() }
        return try await foundation.vault.sealer(for: conversation.person)
    }

    private func message(_ clientID: ID<Message>, of conversation: ID<Conversation>) async throws -> Message? {
        try await foundation.data.read { try MessageQueries.message(clientID, of: conversation, in: $0) }
    }
}
