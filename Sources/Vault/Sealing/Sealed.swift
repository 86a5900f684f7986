// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A personal value as it rests in a column: ciphertext that only its own person's key opens, in its own place.
///
/// Layout: version (1 byte, now 1) ‖ key epoch (4 bytes, big endian) ‖ nonce (12) ‖ ciphertext ‖ tag (16): 33 bytes more than
/// the value. AES-256-GCM with a random nonce under a key of one person and epoch, far below the 2³² messages
/// NIST SP 800-38D §8.3 allows one key.
package struct Sealed: Hashable, Sendable {
    package static let version: UInt8 = 1
    static let headerLength = 5

    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The epoch of the person's key this was sealed under; nil when the bytes are no sealed value of this version.
    var epoch: UInt32? {
        guard bytes.count >= Self.headerLength + 28, bytes[0] == Self.version else { return nil }
        return bytes[1..<5].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension Sealed: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .blob(bytes) }
    package init(sqlValue: SQLValue) throws { self.init(bytes: try [UInt8](sqlValue: sqlValue)) }
}

/// A sealed value with the place it came from: what the vault and the one door need to open it.
package struct SealedValue: Hashable, Sendable {
    package let sealed: Sealed
    package let field: SealedField
    /// The 16-byte primary key of its row.
    package let row: [UInt8]

    package init(_ sealed: Sealed, in field: SealedField, row: [UInt8]) {
        self.sealed = sealed
        self.field = field
        self.row = row
    }
}
