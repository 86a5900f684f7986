// SPDX-License-Identifier: Apache-2.0

package import Crypto

/// The secret all backups of an installation are sealed under. It lies neither in a backup nor is it made of the root key:
/// whoever finds a repository has nothing, and whoever has the root key still cannot read one.
package struct BackupSecret: Sendable {
    private let secret: SymmetricKey

    package init(_ secret: SymmetricKey) {
        self.secret = secret
    }

    /// The keys of one repository: a leak of one repository's keys says nothing about the other's.
    package func keys(of contents: RepositoryContents) -> RepositoryKeys {
        func derive(_ use: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret, salt: [UInt8](),
                info: [UInt8]("sampan backup \(contents.rawValue) \(use)".utf8),
                outputByteCount: 32)
        }
        return RepositoryKeys(sealing: derive("sealing"), naming: derive("naming"), cutting: derive("cutting"))
    }
}

/// What a repository holds. Data and keys never share one, or whoever copies it could read.
package enum RepositoryContents: String, Codable, Sendable, CaseIterable {
    /// The control store and every organisation's data.
    case data
    /// Every organisation's key store: short-lived.
    case keys
    /// The present state of the secrets tree but for the root key: a single bundle, replaced and never kept.
    case secrets
}

package struct RepositoryKeys: Sendable {
    let sealing: SymmetricKey
    private let naming: SymmetricKey
    private let cutting: SymmetricKey

    init(sealing: SymmetricKey, naming: SymmetricKey, cutting: SymmetricKey) {
        self.sealing = sealing
        self.naming = naming
        self.cutting = cutting
    }

    /// The name of a chunk: the same for the same bytes, and to anybody else a random number.
    func name(of bytes: [UInt8]) -> ChunkName {
        ChunkName(HMAC<SHA256>.authenticationCode(for: bytes, using: naming))
    }

    /// Shows that a repository was begun with this secret.
    var proof: String { ChunkName(HMAC<SHA256>.authenticationCode(for: [UInt8]("proof".utf8), using: naming)).text }

    /// What the chunker's rolling hash adds for each byte. Secret, so that the lengths of chunks tell nothing of their text.
    var gear: [UInt64] {
        (0..<256).map { byte in
            HMAC<SHA256>.authenticationCode(for: [UInt8(byte)], using: cutting).prefix(8).reduce(0) {
                $0 << 8 | UInt64($1)
            }
        }
    }
}

/// What a chunk is called and found by.
package struct ChunkName: Hashable, Sendable, Codable {
    /// 64 hexadecimal digits.
    package let text: String

    init(_ digest: some Sequence<UInt8>) {
        text = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ $0.isHexadecimal }) else { return nil }
        self.text = String(text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no name of a chunk")
        }
        self = name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}
