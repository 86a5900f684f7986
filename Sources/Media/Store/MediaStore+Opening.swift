// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

extension MediaStore {
    package enum Opening: Sendable {
        case opened(OpenedMedia)
        case refused(VaultRefusal)
        /// Not there, or its person was erased.
        case gone
    }

    package func media(_ id: ID<Media>) async throws -> StoredMedia? {
        try await data.read { try MediaQueries.media(id, in: $0) }
    }

    /// What of these is there.
    package func media(_ ids: [ID<Media>]) async throws -> [ID<Media>: StoredMedia] {
        guard !ids.isEmpty else { return [:] }
        return try await data.read { session in
            var found: [ID<Media>: StoredMedia] = [:]
            for id in Set(ids) { found[id] = try MediaQueries.media(id, in: session) }
            return found
        }
    }

    /// Everything a person sent or was sent, oldest first.
    package func media(of person: PersonID) async throws -> [StoredMedia] {
        try await data.read { try MediaQueries.media(of: person, in: $0) }
    }

    /// Opens a file for a purpose; a member of staff's doing so stands in the access log first. Whoever calls has made sure that the caller
    /// may have this one.
    package func open(
        _ media: StoredMedia, for purpose: Purpose, as caller: Caller
    ) async throws -> Opening {
        guard let opener = try await vault.opener(for: media.person, purpose: purpose, as: caller) else { return .gone }
        guard case .opened(let name) = try await opener.open(media.name),
            case .opened(let seal) = try await opener.open(media.seal)
        else { return .refused(opener.refusal(for: SealedField.mediaName.category) ?? .callerMayNot) }
        let content = MediaContent(
            media: media, seal: MediaSeal(text: seal.expose()), opener: opener, data: data)
        return .opened(OpenedMedia(media: media, name: name, content: content))
    }

    /// The name alone, for a list that was opened already.
    package func name(of media: StoredMedia, by opener: Opener) async throws -> Personal<String>? {
        try await opener.open(media.name).value
    }

    /// The pieces as they lie there, for the one door to open.
    package func sealedContent(of media: StoredMedia) async throws -> [SealedValue] {
        try await data.read { session in
            try (0..<media.chunks).map { position in
                let row = MediaQueries.row(of: media.id, at: position)
                guard let sealed = try MediaQueries.chunk(row, in: session) else { throw MediaIncomplete() }
                return SealedValue(sealed, in: .mediaContent, row: row)
            }
        }
    }
}

/// A file in clear, for the one it was opened for.
package struct OpenedMedia: Sendable {
    package let media: StoredMedia
    package let name: Personal<String>
    package let content: MediaContent
}

/// A piece is not there, or the pieces are not the file that was stored.
package struct MediaIncomplete: Error {
    package init() {}
}
