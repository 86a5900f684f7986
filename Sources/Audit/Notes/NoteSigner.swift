// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Values

/// Signs notes under one name. One private key may serve several names: each has a key id of its own.
package struct NoteSigner: Sendable {
    package let key: VerifierKey
    private let privateKey: Curve25519.Signing.PrivateKey

    /// The name must be usable in a note: a programming error otherwise.
    package init(name: String, kind: SignatureKind = .ed25519, privateKey: Curve25519.Signing.PrivateKey) {
        precondition(NoteName.isValid(name), "a note's key name has no space and no plus")
        self.privateKey = privateKey
        key = VerifierKey(name: name, kind: kind, publicKey: [UInt8](privateKey.publicKey.rawRepresentation))
    }

    /// The text, which must end in a newline, with our signature under it.
    package func sign(_ text: String) throws -> SignedNote {
        precondition(text.hasSuffix("\n"), "a note's text ends in a newline")
        let bytes = [UInt8](try privateKey.signature(for: [UInt8](text.utf8)))
        return SignedNote(text: text, signatures: [NoteSignature(name: key.name, keyID: key.keyID, bytes: bytes)])
    }

    /// The same note with our statement added that we saw this checkpoint at `now`, and none that contradicts it.
    /// Checking that is the caller's part.
    package func cosign(_ note: SignedNote, at now: Instant) throws -> SignedNote {
        let seconds = UInt64(now.seconds)
        let signature = try privateKey.signature(for: Cosignature.message(note.text, seconds: seconds))
        let line = NoteSignature(name: key.name, keyID: key.keyID, bytes: seconds.bigEndianBytes + signature)
        return SignedNote(text: note.text, signatures: note.signatures + [line])
    }
}
