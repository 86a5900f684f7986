// SPDX-License-Identifier: Apache-2.0

package import Backup
import Crypto
import Foundation
import Integrations
import Storage
package import Values
import Vault

/// The three places a backup is made of. What is in one of them alone opens nothing.
package struct BackupRepositories: Sendable {
    package let data: Repository
    package let keys: Repository
    package let secrets: Repository
    private let courier: HTTPCourier

    /// Opens them for a backup, and begins those that are empty. The first backup makes the backup secret.
    static func openOrBegin(
        _ settings: BackupSettings, installation: String, clock: any WallClock
    ) async throws -> BackupRepositories {
        let secret = BackupSecret(SymmetricKey(data: try SecretFile(settings.secretFile).readOrMake()))
        return try await open(settings) { place, contents, courier in
            try await Repository.openOrBegin(
                at: try target(place, settings, courier, clock), contents, secret: secret, installation: installation,
                clock: clock)
        }
    }

    /// Opens what is there; throws when there is none, or the backup secret is missing.
    package static func open(
        _ settings: BackupSettings, clock: any WallClock
    ) async throws -> BackupRepositories {
        guard FileManager.default.fileExists(atPath: settings.secretFile.path) else {
            throw BackupSecretMissing(path: settings.secretFile.path)
        }
        let secret = BackupSecret(SymmetricKey(data: try SecretFile(settings.secretFile).readOrMake()))
        return try await open(settings) { place, contents, courier in
            try await Repository(
                at: try target(place, settings, courier, clock), contents, secret: secret, clock: clock)
        }
    }

    private static func open(
        _ settings: BackupSettings,
        _ make: (BackupSettings.Place, RepositoryContents, HTTPCourier) async throws -> Repository
    ) async throws -> BackupRepositories {
        // A manifest of a large installation is longer than what third parties answer.
        let courier = HTTPCourier(responseLimit: 1 << 30)
        do {
            return BackupRepositories(
                data: try await make(settings.data, .data, courier),
                keys: try await make(settings.keys, .keys, courier),
                secrets: try await make(settings.secrets, .secrets, courier), courier: courier)
        } catch {
            try await courier.close()
            throw error
        }
    }

    package func close() async throws {
        try await courier.close()
    }

    private static func target(
        _ place: BackupSettings.Place, _ settings: BackupSettings, _ courier: HTTPCourier, _ clock: any WallClock
    ) throws -> any BackupTarget {
        switch place {
        case .folder(let folder): return FolderTarget(folder)
        case .bucket(let bucket, let prefix):
            guard let account = settings.account else { throw BucketWithoutAccount() }
            return S3Target(bucket: bucket, prefix: prefix, account: account, courier: courier, clock: clock)
        }
    }
}

package struct BackupSecretMissing: Error, CustomStringConvertible {
    let path: String

    package var description: String {
        "\(path) is missing: without the backup secret nothing in a backup can be read. Put the copy you kept elsewhere there."
    }
}

struct BucketWithoutAccount: Error, CustomStringConvertible {
    var description: String {
        "A backup goes to a bucket, and nothing says where that is: set backup.endpoint, backup.accessKey and backup.secretKey."
    }
}
