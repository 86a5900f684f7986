// SPDX-License-Identifier: Apache-2.0

import Crypto

/// A SHA-256 hash inside a Merkle tree: always 32 bytes, which the verification rules of RFC 6962 silently assume.
///
/// Leaves and nodes are hashed under different prefixes (RFC 6962 §2.1), so that no entry can pose as a node.
package struct TreeHash: Hashable, Sendable {
    private let storage: SIMD32<UInt8>

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        storage = SIMD32(bytes)
    }

    private init(_ digest: SHA256.Digest) {
        storage = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD32<UInt8>.self) }
    }

    package var bytes: [UInt8] { withUnsafeBytes(of: storage) { [UInt8]($0) } }

    /// The root of a tree without leaves: the hash of nothing.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    package static func leaf(_ entry: some Collection<UInt8>) -> TreeHash {
        TreeHash(SHA256.hash(data: [0] + entry))
    }

    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 1) { buffer in
            buffer[0] = 1
            buffer.storeBytes(of: left.storage, toByteOffset: 1, as: SIMD32<UInt8>.self)
            buffer.storeBytes(of: right.storage, toByteOffset: 33, as: SIMD32<UInt8>.self)
            var function = SHA256()
            function.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(function.finalize())
        }
    }
}

extension TreeHash: CustomStringConvertible {
    package var description: String { bytes.hexadecimal }
}
