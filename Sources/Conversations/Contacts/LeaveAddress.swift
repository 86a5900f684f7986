// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
package import Values
import Vault

/// A visitor leaves an address, so that an answer finds them when they have gone.
///
/// It replaces an earlier one. Typing an address proves nothing: it counts as theirs once they come back by the link in our mail.
package struct LeaveAddress: Sendable {
    package enum Outcome: Sendable, Equatable {
        case kept
        /// No conversation of this secret, or its person was erased.
        case unknown
    }

    let foundation: ConversationsFoundation

    package func callAsFunction(_ address: EmailAddress, from secret: ChatSecret) async throws -> Outcome {
        let conversation = try await foundation.data.read {
            try ConversationQueries.conversation(session: secret.digest, in: $0)
        }
        guard let conversation, let sealer = try await foundation.vault.sealer(for: conversation.person) else {
            return .unknown
        }
        let now = foundation.clock.now()
        let id = ID<ContactIdentifier>.timeOrdered(at: now)
        let sealed = try sealer.seal(address.text, in: .contactIdentifier, row: id)
        let identifier = ContactIdentifier(
            id: id, kind: .email, value: SealedValue(sealed, in: .contactIdentifier, row: id.bytes), provenAt: nil,
            addedAt: now)
        let event = OutboxEvent(.conversationChanged, about: conversation.id, at: now)
        let mail = MailAnswer.job(for: conversation.id, at: now)
        // So that their rights can be used with the address alone. Keys first, data second.
        try await foundation.vault.replaceLookup(.guestEmail, with: address.canonical, of: conversation.person)
        try await foundation.data.write { session in
            try ContactQueries.removeIdentifiers(.email, of: conversation.person, in: session)
            try ContactQueries.insert(identifier, of: conversation.person, in: session)
            try event.insert(in: session)
            try mail.insert(in: session)
        }
        return .kept
    }

    /// The visitor came back by the link that was mailed: the address is theirs.
    package func prove(by secret: ChatSecret) async throws {
        let (now, keys) = (foundation.clock.now(), foundation.keys)
        try await foundation.data.write { session in
            guard let conversation = try ConversationQueries.conversation(session: secret.digest, in: session),
                keys.mailed(for: conversation.id) == secret
            else { return }
            try ContactQueries.prove(.email, of: conversation.person, at: now, in: session)
        }
    }
}
