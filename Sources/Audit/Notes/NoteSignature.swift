// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The kinds of signature we make or check, by their type byte. Source: C2SP signed-note, "Signature types".
package enum SignatureKind: UInt8, Sendable {
    /// Ed25519 over the note's text.
    case ed25519 = 0x01
    /// Ed25519 over time and text: what a witness adds to somebody else's checkpoint (C2SP tlog-cosignature).
    case cosignature = 0x04
}

/// One line below a note: who says to have signed, under which key, and the signature itself.
package struct NoteSignature: Hashable, Sendable {
    package let name: String
    package let keyID: UInt32
    package let bytes: [UInt8]

    init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads `— <name> <base64>`, without its newline.
    init?(line: Substring.UTF8View) {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Substring.init)
        guard parts.count == 3, parts[0].utf8.elementsEqual("—".utf8),
            let name = String(parts[1].utf8), NoteName.isValid(name),
            let blob = [UInt8](base64: String(parts[2])), blob.count > 4
        else { return nil }
        self.init(
            name: name,
            keyID: blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
            bytes: [UInt8](blob.dropFirst(4)))
    }

    var line: String { "— \(name) \((keyID.bigEndianBytes + bytes).base64)" }
}

enum NoteName {
    /// Not empty, and neither a Unicode space, a plus nor a control character in it.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }

    /// The short id that goes with the name: no protection, only a pointer to the right key.
    static func keyID(_ name: String, kind: SignatureKind, publicKey: [UInt8]) -> UInt32 {
        SHA256.hash(data: [UInt8](name.utf8) + [0x0A, kind.rawValue] + publicKey)
            .prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { [UInt8]($0) } }
}

extension [UInt8] {
    /// Standard alphabet with padding (RFC 4648 §4).
    var base64: String { Data(self).base64EncodedString() }

    /// Nil for anything but what `base64` writes: no white space, no missing padding, no stray bits.
    init?(base64 text: String) {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        self = [UInt8](data)
    }
}
