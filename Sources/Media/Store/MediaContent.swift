// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage
import Vault

/// The content of a file, one piece at a time. Ends with an error when it is not what was stored.
package struct MediaContent: AsyncSequence, Sendable {
    let media: StoredMedia
    let seal: MediaSeal
    let opener: Opener
    let data: any Database

    package func makeAsyncIterator() -> Iterator { Iterator(content: self) }

    package struct Iterator: AsyncIteratorProtocol {
        let content: MediaContent
        private var position = 0
        private var digest = SHA256()

        init(content: MediaContent) {
            self.content = content
        }

        package mutating func next() async throws -> [UInt8]? {
            let media = content.media
            guard position < media.chunks else {
                let found = MediaSeal(digest: Array(digest.finalize()), size: media.size, chunks: media.chunks)
                guard found == content.seal else { throw MediaIncomplete() }
                return nil
            }
            let row = MediaQueries.row(of: media.id, at: position)
            guard let sealed = try await content.data.read({ try MediaQueries.chunk(row, in: $0) }),
                case .opened(let piece) = try await content.opener.openBytes(
                    SealedValue(sealed, in: .mediaContent, row: row))
            else { throw MediaIncomplete() }
            position += 1
            digest.update(data: piece.expose())
            return piece.expose()
        }
    }
}
