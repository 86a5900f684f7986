// SPDX-License-Identifier: Apache-2.0

import Crypto

/// A public key under the name it signs with: what someone needs in order to check our notes on their own machine.
package struct VerifierKey: Hashable, Sendable {
    package let name: String
    package let kind: SignatureKind
    package let keyID: UInt32
    package let publicKey: [UInt8]

    init(name: String, kind: SignatureKind, publicKey: [UInt8]) {
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        keyID = NoteName.keyID(name, kind: kind, publicKey: publicKey)
    }

    /// Reads `<name>+<key id in hex>+<base64 of type and key>`; nil when malformed, of a type we do not know, or when
    /// the id does not belong to the key. Source: C2SP signed-note, "Verifier keys".
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, NoteName.isValid(parts[0]), let id = [UInt8](hexadecimal: parts[1]), id.count == 4,
            let key = [UInt8](base64: parts[2]), key.count == 33, let kind = SignatureKind(rawValue: key[0])
        else { return nil }
        self.init(name: parts[0], kind: kind, publicKey: [UInt8](key.dropFirst()))
        guard keyID.bigEndianBytes == id else { return nil }
    }

    package var description: String {
        "\(name)+\(keyID.bigEndianBytes.hexadecimal)+\(([kind.rawValue] + publicKey).base64)"
    }

    func accepts(_ signature: [UInt8], under text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false  // 32 bytes that are no key: nothing can be signed with it
        }
        switch kind {
        case .ed25519:
            return key.isValidSignature(signature, for: [UInt8](text.utf8))
        case .cosignature:
            guard signature.count == 72 else { return false }
            let time = signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let message = Cosignature.message(text, seconds: time)
            return key.isValidSignature(signature.dropFirst(8), for: message)
        }
    }
}

enum Cosignature {
    /// What a witness signs: when, and the checkpoint it saw (C2SP tlog-cosignature, "Ed25519 signed message").
    static func message(_ checkpoint: String, seconds: UInt64) -> [UInt8] {
        [UInt8]("cosignature/v1\ntime \(seconds)\n\(checkpoint)".utf8)
    }
}
