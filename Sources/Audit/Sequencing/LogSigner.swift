// SPDX-License-Identifier: Apache-2.0

package import Crypto

/// Signs the checkpoints of one organisation's logs, each under an origin of its own.
package struct LogSigner: Sendable {
    /// `<host>/organisations/<pseudonym>`: what all origins begin with. Permanent, since receipts name it.
    package let base: String
    private let privateKey: Curve25519.Signing.PrivateKey

    package init(base: String, privateKey: Curve25519.Signing.PrivateKey) {
        self.base = base
        self.privateKey = privateKey
    }

    package init(base: String, keyFile: SigningKeyFile) throws {
        self.init(base: base, privateKey: try keyFile.load())
    }

    package func origin(of log: AuditLog) -> String { "\(base)/\(log.rawValue)" }

    /// What people need to check checkpoints and receipts of `log`: publish it.
    package func key(of log: AuditLog) -> VerifierKey { signer(of: log).key }

    func sign(_ checkpoint: Checkpoint, of log: AuditLog) throws -> SignedNote {
        try signer(of: log).sign(checkpoint.text)
    }

    private func signer(of log: AuditLog) -> NoteSigner {
        NoteSigner(name: origin(of: log), privateKey: privateKey)
    }
}
