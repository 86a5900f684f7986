// SPDX-License-Identifier: Apache-2.0

/// One file that proves a leaf is in a log, checkable without us: index, path and signed checkpoint.
///
/// The extra data is carried, not protected: whoever reads it must tie it to the leaf. File extension `.tlog-proof`.
/// Source: C2SP tlog-proof (read 2026-11-21).
package struct LogProof: Hashable, Sendable {
    package let extra: [UInt8]?
    package let index: Int
    package let path: [TreeHash]
    package let checkpoint: SignedNote

    package init(extra: [UInt8]?, index: Int, path: [TreeHash], checkpoint: SignedNote) {
        self.extra = extra
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    private static let header = "c2sp.org/tlog-proof@v1"

    package var text: String {
        var lines = [Self.header]
        if let extra { lines.append("extra \(extra.base64)") }
        lines.append("index \(index)")
        lines += path.map(\.bytes.base64)
        return lines.joined(separator: "\n") + "\n\n" + checkpoint.description
    }

    /// Reads a proof; nil when malformed. A path longer than 63 hashes fits no tree.
    package init?(text: String) {
        let newline = UInt8(ascii: "\n")
        guard let end = text.utf8.firstRange(of: [newline, newline]) else { return nil }
        var lines = text[..<end.lowerBound].utf8.split(separator: newline, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }[...]
        guard lines.popFirst() == Self.header else { return nil }

        var extra: [UInt8]?
        if let line = lines.first, line.hasPrefix("extra ") {
            guard let bytes = [UInt8](base64: String(line.dropFirst(6))) else { return nil }
            extra = bytes
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "),
            let index = Int(plainDecimal: line.dropFirst(6)),
            lines.count <= 63
        else { return nil }
        let path = lines.compactMap { [UInt8](base64: $0).flatMap { TreeHash(bytes: $0) } }
        guard path.count == lines.count, let checkpoint = SignedNote(String(text[end.upperBound...])) else {
            return nil
        }
        self.init(extra: extra, index: index, path: path, checkpoint: checkpoint)
    }

    /// What checking a proof can say.
    package enum Verdict: Hashable, Sendable {
        /// The leaf is in the log at this checkpoint.
        case proven(Checkpoint)
        /// The checkpoint is signed, but the leaf is not under it at that index.
        case notInLog
        /// The checkpoint's signature does not fit its text.
        case forged
        /// The log's key has not signed the checkpoint, or its text is that of another log.
        case unknownLog
        /// Fewer witnesses have signed than were asked for.
        case unwitnessed
    }

    /// Checks everything for `leaf`: the log's signature, the origin, `quorum` of `witnesses`, and the path.
    package func verdict(
        on leaf: TreeHash, log key: VerifierKey, witnesses: [VerifierKey] = [], quorum: Int = 0
    ) -> Verdict {
        switch checkpoint.verdict(by: [key] + witnesses) {
        case .forged: return .forged
        case .unknown: return .unknownLog
        case .signed(let signers):
            guard signers.contains(key), let signed = Checkpoint(text: checkpoint.text), signed.origin == key.name
            else { return .unknownLog }
            guard signers.filter({ witnesses.contains($0) }).count >= quorum else { return .unwitnessed }
            let proof = InclusionProof(index: index, size: signed.size, path: path)
            return proof.proves(leaf, in: signed.root) ? .proven(signed) : .notInLog
        }
    }
}
