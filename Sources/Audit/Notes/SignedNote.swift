// SPDX-License-Identifier: Apache-2.0

/// Text with signatures under it. The text means nothing until `verdict(by:)` has said that it is signed.
///
/// Source: C2SP signed-note v1.0.0 (read 2026-11-21). At most 100 signatures are taken.
package struct SignedNote: Hashable, Sendable {
    /// Ends in a newline.
    package let text: String
    package let signatures: [NoteSignature]

    package init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note; nil when it is malformed. Says nothing about who signed.
    package init?(_ note: String) {
        // Scanned as bytes: as characters, a space and a combining mark after it would be one.
        let bytes = note.utf8
        guard bytes.last == UInt8(ascii: "\n"),
            bytes.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }),
            let blank = note.lastBlankLine
        else { return nil }
        let lines = note[bytes.index(after: blank)...].utf8.split(separator: UInt8(ascii: "\n"))
        guard (1...100).contains(lines.count) else { return nil }
        let signatures = lines.compactMap(NoteSignature.init(line:))
        guard signatures.count == lines.count else { return nil }
        self.init(text: String(note[..<blank]), signatures: signatures)
    }

    package var description: String {
        text + "\n" + signatures.map { $0.line + "\n" }.joined()
    }

    /// What the keys someone trusts make of this note.
    package enum Verdict: Hashable, Sendable {
        /// Signed by these keys. Signatures of unknown keys are ignored.
        case signed(by: [VerifierKey])
        /// A trusted key's signature does not fit the text: the whole note is to be thrown away.
        case forged(name: String)
        /// No trusted key has signed.
        case unknown
    }

    package func verdict(by keys: [VerifierKey]) -> Verdict {
        var signers: [VerifierKey] = []
        for signature in signatures {
            guard let key = keys.first(where: { $0.name == signature.name && $0.keyID == signature.keyID }) else {
                continue
            }
            guard key.accepts(signature.bytes, under: text) else { return .forged(name: key.name) }
            if !signers.contains(key) { signers.append(key) }
        }
        return signers.isEmpty ? .unknown : .signed(by: signers)
    }
}

extension String {
    /// Where the last empty line begins: after it come the signatures.
    fileprivate var lastBlankLine: Index? {
        let newline = UInt8(ascii: "\n")
        var index = utf8.endIndex
        while index > utf8.startIndex {
            let before = utf8.index(before: index)
            if index < utf8.endIndex, utf8[index] == newline, utf8[before] == newline { return index }
            index = before
        }
        return nil
    }
}
