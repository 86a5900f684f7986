// SPDX-License-Identifier: Apache-2.0

package import Values
package import Vault

package enum Media {}

/// A file as it lies in the store: what it is and how long, its name and content sealed under the key of the person it is about.
package struct StoredMedia: Hashable, Sendable {
    package let id: ID<Media>
    package let person: PersonID
    package let type: MediaType
    package let size: Int
    package let name: SealedValue
    package let storedAt: Instant
    /// Digest, size and number of pieces, so that no piece can be left out.
    let seal: SealedValue
    let chunks: Int
}

/// What a sender says about a file; nothing of it is believed.
package struct DeclaredFile: Sendable {
    package let name: String?
    package let type: String?
    package let size: Int?
    /// The digest it must have, where the sender gives one.
    package let sha256: [UInt8]?

    package init(name: String?, type: String?, size: Int? = nil, sha256: [UInt8]? = nil) {
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
    }
}

/// The whole of a file in one line, as it is sealed beside it.
struct MediaSeal: Equatable {
    let text: String

    init(digest: [UInt8], size: Int, chunks: Int) {
        let hex = digest.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
        text = "\(hex) \(size) \(chunks)"
    }

    init(text: String) {
        self.text = text
    }
}
