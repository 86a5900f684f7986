// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Foundation
import Storage

/// Signs the checkpoints of one organisation's logs, each under an origin of its own, and remembers the newest of each.
package struct LogSigner: Sendable {
    /// What all origins begin with: `<host>/organisations/<pseudonym>`. Permanent, since receipts name it.
    package let base: String
    /// Under which earlier restores of a backup found it, oldest first.
    let formerBases: [String]
    private let privateKey: Curve25519.Signing.PrivateKey
    private let heads: SignedHeads

    package init(
        base: String, formerBases: [String] = [], privateKey: Curve25519.Signing.PrivateKey, heads: SignedHeads
    ) {
        self.base = base
        self.formerBases = formerBases
        self.privateKey = privateKey
        self.heads = heads
    }

    /// Reads key, origin and newest checkpoints from a folder of secrets. At first use it makes the key, and `base` settles
    /// the origin for ever: a business that moves to another host goes on signing under the old name.
    package init(in secrets: URL, base: () -> String) throws {
        let privateKey = try SigningKeyFile(path: secrets.appending(path: "audit.key").path).load()
        let origin = secrets.appending(path: "audit.origin")
        if !FileManager.default.fileExists(atPath: origin.path) { try PrivateFile.write(base() + "\n", to: origin) }
        let text = try String(contentsOf: origin, encoding: .utf8)
        guard text.hasSuffix("\n"), NoteName.isValid(String(text.dropLast())) else {
            throw LogOriginDamaged(path: origin.path)
        }
        self.init(
            base: String(text.dropLast()), formerBases: try Self.formerBases(in: secrets), privateKey: privateKey,
            heads: SignedHeads(in: secrets))
    }

    package func origin(of log: AuditLog) -> String { "\(base)/\(log.rawValue)" }

    /// What people need to check checkpoints and receipts of `log`: publish it.
    package func key(of log: AuditLog) -> VerifierKey { signer(of: log).key }

    /// Under whatever names checkpoints of `log` may be signed: the present one first.
    func keys(of log: AuditLog) -> [VerifierKey] {
        ([base] + formerBases.reversed()).map { NoteSigner(name: "\($0)/\(log.rawValue)", privateKey: privateKey).key }
    }

    /// The newest checkpoint ever signed, whatever the data store remembers; nil before the first.
    package func newest(of log: AuditLog) throws -> SignedNote? { try heads.newest(of: log) }

    func newestCheckpoint(of log: AuditLog) throws -> Checkpoint? {
        try newest(of: log).flatMap { Checkpoint(text: $0.text) }
    }

    /// Remembered on disk before anybody sees it.
    func sign(_ checkpoint: Checkpoint, of log: AuditLog) throws -> SignedNote {
        let note = try signer(of: log).sign(checkpoint.text)
        try heads.keep(note, of: log)
        return note
    }

    private func signer(of log: AuditLog) -> NoteSigner {
        NoteSigner(name: origin(of: log), privateKey: privateKey)
    }
}

/// The file that names the log is not one Sampan wrote.
package struct LogOriginDamaged: Error, CustomStringConvertible {
    package let path: String

    package var description: String { "\(path) does not hold the name of a log: restore it from the secrets backup" }
}
