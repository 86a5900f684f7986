// SPDX-License-Identifier: Apache-2.0

package import Media
package import Policy
import Storage
package import Values
package import Vault

/// What conversations hold about a person, for the exercise of their rights.
package struct ContactData: Sendable {
    /// One thing held, without opening anything.
    package struct Holding: Sendable {
        package let at: Instant
        package let category: Category
        /// Key of the text that names it, with its parameters.
        package let label: String
        package let parameters: [String: String]
    }

    let foundation: ConversationsFoundation

    /// Where the person can be written to; nil when they left no address.
    package func address(of person: PersonID) async throws -> SealedValue? {
        try await foundation.data.read { try ContactQueries.contact(person, in: $0)?.email?.value }
    }

    /// The files of the person's conversations, as they see them there; oldest first.
    package func files(of person: PersonID) async throws -> [AttachedFile] {
        let ids = try await foundation.data.read { try MessageQueries.media(of: person, in: $0) }
        let stored = try await foundation.media.media(ids)
        guard
            let opener = try await foundation.vault.opener(for: person, purpose: .support, as: .person(person))
        else { return [] }
        var files: [AttachedFile] = []
        for media in ids.compactMap({ stored[$0] }) {
            guard let name = try await foundation.media.name(of: media, by: opener) else { continue }
            files.append(AttachedFile(media: media, name: name))
        }
        return files
    }

    package func file(_ id: ID<Media>, of person: PersonID) async throws -> MediaStore.Opening {
        let ids = try await foundation.data.read { try MessageQueries.media(of: person, in: $0) }
        guard ids.contains(id), let media = try await foundation.media.media(id) else { return .gone }
        return try await foundation.media.open(media, for: .support, as: .person(person))
    }

    /// Where what they wrote lies in the staff's group, to be deleted there after our own copy is gone.
    package func topics(of person: PersonID) async throws -> [BridgeTopic] {
        try await foundation.data.read { try BridgeQueries.topics(of: person, in: $0) }
    }

    /// The numbers of a topic out of an erasure case.
    package func open(_ handle: SealedValue, of casePerson: PersonID) async throws -> String? {
        try await foundation.vault.open(handle, of: casePerson, for: .legalDuty, as: .system("erasure")).value?.expose()
    }

    /// Who carries conversations, by its name in the policy; nil when nobody does.
    package var bridge: (any SupportBridge)? { foundation.bridge }

    /// In the order of time.
    package func holdings(of person: PersonID) async throws -> [Holding] {
        try await foundation.data.read { session in
            guard let contact = try ContactQueries.contact(person, in: session) else { return [] }
            var found: [Holding] = []
            for conversation in try ConversationQueries.conversations(of: person, in: session) {
                let words = [
                    "number": conversation.number.text, "count": String(conversation.lastPosition),
                ]
                found.append(
                    Holding(
                        at: conversation.noticeShownAt, category: .acceptance, label: "holding.chat-notice",
                        parameters: words))
                found.append(
                    Holding(
                        at: conversation.openedAt, category: .chatMessage, label: "holding.conversation",
                        parameters: words))
            }
            for identifier in contact.identifiers where identifier.kind == .email {
                found.append(
                    Holding(
                        at: identifier.addedAt, category: .emailAddress, label: "holding.chat-email", parameters: [:]))
            }
            return found
        }
    }
}
