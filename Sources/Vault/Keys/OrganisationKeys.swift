// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Foundation
package import Storage
import Synchronization
package import Values

/// The keys of one organisation that wrap the keys of its people.
///
/// An organisation key is HKDF(root key, epoch secret): the root key alone, or a copy of the key store with the root key,
/// opens nothing without the epoch secret, which exists only in the secrets tree. Two generations at most are held.
package final class OrganisationKeys: Sendable {
    package let organisation: OrganisationID
    private let root: SymmetricKey
    private let files: EpochSecretFiles
    private let keys: Mutex<[UInt32: SymmetricKey]>

    /// Loads every epoch secret there is, making the first one for a new organisation.
    package init(organisation: OrganisationID, root: SymmetricKey, secrets directory: URL) throws {
        self.organisation = organisation
        self.root = root
        files = EpochSecretFiles(directory: directory)
        var secrets = try files.load()
        if secrets.isEmpty {
            secrets[1] = try files.make(epoch: 1)
        }
        keys = Mutex(Self.derived(from: secrets, root: root, organisation: organisation))
    }

    /// Looks at the secrets again: another server may have begun an epoch, or ended one.
    func reload() throws {
        let found = Self.derived(from: try files.load(), root: root, organisation: organisation)
        keys.withLock { $0 = found }
    }

    /// The newest epoch: what new keys are wrapped in.
    package var currentEpoch: UInt32 { keys.withLock { $0.keys.max() ?? 1 } }

    /// When the newest epoch began.
    package var currentEpochBegan: Instant? { files.made(epoch: currentEpoch).map { Instant($0) } }

    func key(of epoch: UInt32) -> SymmetricKey? { keys.withLock { $0[epoch] } }

    package var epochs: [UInt32] { keys.withLock { $0.keys.sorted() } }

    /// Begins a new epoch; keys wrapped in the older one still open until `forget`.
    func beginEpoch() throws -> UInt32 {
        let epoch = currentEpoch + 1
        let secret = try files.make(epoch: epoch)
        let key = Self.derive(root: root, secret: secret, organisation: organisation, epoch: epoch)
        keys.withLock { $0[epoch] = key }
        return epoch
    }

    /// Destroys an epoch's secret: from here every old copy of the key store wrapped in it is worthless.
    func forget(_ epoch: UInt32) throws {
        try files.destroy(epoch: epoch)
        _ = keys.withLock { $0.removeValue(forKey: epoch) }
    }

    /// A key for look-ups of one kind. It does not change with the epoch, since digests cannot be re-computed.
    func lookupKey(_ kind: LookupKind) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: organisation.bytes, info: [UInt8]("sampan lookup \(kind.rawValue)".utf8),
            outputByteCount: 32)
    }

    /// The key of the restriction ledger's digests.
    package func ledgerKey() -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: organisation.bytes, info: [UInt8]("sampan restriction ledger".utf8),
            outputByteCount: 32)
    }

    /// A key for the codes that say that the program wrote a row. It does not change with the epoch, since rows stay.
    package func rowKey(_ table: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: organisation.bytes, info: [UInt8]("sampan row \(table)".utf8),
            outputByteCount: 32)
    }

    /// A key for signing capability links of one kind, so that a link cannot be guessed or used for another page.
    package func linkKey(_ use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: organisation.bytes, info: [UInt8]("sampan link \(use)".utf8),
            outputByteCount: 32)
    }

    private static func derived(
        from secrets: [UInt32: [UInt8]], root: SymmetricKey, organisation: OrganisationID
    ) -> [UInt32: SymmetricKey] {
        Dictionary(
            uniqueKeysWithValues: secrets.map { epoch, secret in
                (epoch, derive(root: root, secret: secret, organisation: organisation, epoch: epoch))
            })
    }

    private static func derive(
        root: SymmetricKey, secret: [UInt8], organisation: OrganisationID, epoch: UInt32
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: secret,
            info: [UInt8]("sampan organisation key".utf8) + organisation.bytes + epoch.bigEndianBytes,
            outputByteCount: 32)
    }
}
