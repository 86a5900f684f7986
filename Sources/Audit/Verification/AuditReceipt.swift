// SPDX-License-Identifier: Apache-2.0

/// A file a person keeps: proves by itself, without us, that an entry is in a signed log, and what the entry says.
///
/// A `.tlog-proof` file (C2SP tlog-proof) whose extra data is the entry's text, then, when there is one, a blank line
/// and the opening. Both are tied to the proof by hashes, so neither can be exchanged.
package struct AuditReceipt: Hashable, Sendable {
    package let proof: LogProof
    /// The entry's canonical text.
    package let body: String
    /// What the entry commits to: only in receipts given to the person it is about.
    package let opening: AuditOpening?

    init(body: String, opening: AuditOpening?, index: Int, path: [TreeHash], checkpoint: SignedNote) {
        self.body = body
        self.opening = opening
        let lines = opening.map { "\nsalt \($0.salt.base64)\npayload \($0.payload.base64)\n" } ?? ""
        proof = LogProof(extra: [UInt8]((body + lines).utf8), index: index, path: path, checkpoint: checkpoint)
    }

    package var text: String { proof.text }

    /// Reads a receipt; nil when malformed. Proves nothing yet.
    package init?(text: String) {
        guard let proof = LogProof(text: text), let extra = proof.extra,
            let words = String(validating: extra, as: UTF8.self)
        else { return nil }
        let parts = words.split(separator: "\n\n", maxSplits: 1).map(String.init)
        self.proof = proof
        guard parts.count == 2 else {
            body = words
            opening = nil
            return
        }
        let lines = parts[1].split(separator: "\n")
        guard lines.count == 2, lines[0].hasPrefix("salt "), lines[1].hasPrefix("payload"),
            let salt = [UInt8](base64: String(lines[0].dropFirst(5))),
            let payload = [UInt8](base64: String(lines[1].dropFirst(8)))
        else { return nil }
        body = parts[0] + "\n"
        opening = AuditOpening(salt: salt, payload: payload)
    }

    package enum Verdict: Hashable, Sendable {
        /// The log, at this checkpoint, contains the entry that says this.
        case genuine(AuditStatement, Checkpoint)
        /// The proof fails, and why.
        case unproven(LogProof.Verdict)
        /// The entry is in the log, but its text or opening is not what it should be.
        case inconsistent
    }

    /// Checks everything, offline: `key` is all that has to be known of the log.
    package func verdict(log key: VerifierKey) -> Verdict {
        switch proof.verdict(on: .leaf(body.utf8), log: key) {
        case .proven(let checkpoint):
            guard let statement = AuditStatement(canonicalText: body),
                opening == nil || opening?.commitment == statement.commitment
            else { return .inconsistent }
            return .genuine(statement, checkpoint)
        case let verdict:
            return .unproven(verdict)
        }
    }
}
