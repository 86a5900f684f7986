// SPDX-License-Identifier: Apache-2.0

package import Backup
import Foundation
package import Storage
package import Values
import Vault

/// Restores a backup to an empty installation, on either engine.
///
/// Data as they were then, keys and secrets as they were last: who was erased since has no key, and whoever changed a password
/// since has the new one. Nothing is served before `RestoredInstallation` has been through, and nothing sent before it is reconciled.
package struct RestoreBackup: Sendable {
    package enum Choice: Sendable, Hashable {
        case newest
        /// The newest that is not after it.
        case notAfter(Instant)
        case run(String)
    }

    package struct Restored: Sendable {
        package let data: Manifest
        package let keys: Manifest
        package let organisations: [RestoredOrganisation]
    }

    let settings: BackupSettings
    let paths: StoragePaths
    let businesses: Businesses
    let clock: any WallClock
    /// A copy that nobody will serve: its logs and its work stay as they are.
    var isDrill = false

    package init(_ settings: BackupSettings, to paths: StoragePaths, businesses: Businesses, clock: any WallClock) {
        self.settings = settings
        self.paths = paths
        self.businesses = businesses
        self.clock = clock
    }

    package func callAsFunction(_ choice: Choice) async throws -> Restored {
        guard FileManager.default.fileExists(atPath: paths.rootKey.path) else {
            throw RestoreProblem.rootKeyMissing(paths.rootKey.path)
        }
        let repositories = try await BackupRepositories.open(settings, clock: clock)
        do {
            let restored = try await restore(choice, from: repositories)
            try await repositories.close()
            return restored
        } catch {
            try await repositories.close()
            throw error
        }
    }

    private func restore(_ choice: Choice, from repositories: BackupRepositories) async throws -> Restored {
        let data = try await chosen(choice, from: repositories.data)
        let (keys, bundle) = try await newestKeys(repositories)
        guard let installation = UUID(uuidString: data.installation), data.installation == keys.installation else {
            throw RestoreProblem.noKeys
        }
        guard data.rootProof == (try Secrets(at: paths).proof) else {
            throw RestoreProblem.otherRootKey(paths.rootKey.path)
        }
        let placement = try StorePlacement(at: paths, installation: installation, clock: clock)
        try placement.begin()
        try put(bundle)
        for (manifest, repository) in [(data, repositories.data), (keys, repositories.keys)] {
            for store in manifest.stores {
                guard let kind = store.databaseKind else { continue }
                let file = try placement.buildingSite(kind)
                try await repository.build(store, at: file, clock: clock)
                try await placement.place(file, as: kind, of: store.organisationID)
            }
        }
        let organisations = try await RestoredInstallation(
            paths: paths, businesses: businesses, clock: clock, isDrill: isDrill)(from: data)
        try placement.finish()
        return Restored(data: data, keys: keys, organisations: organisations)
    }

    private func chosen(_ choice: Choice, from repository: Repository) async throws -> Manifest {
        let all = try await repository.names()
        let found =
            switch choice {
            case .newest: all.last
            case .notAfter(let instant): all.last { $0.instant <= instant }
            case .run(let run): all.last { $0.run.hasPrefix(run) }
            }
        guard let found else { throw RestoreProblem.noSuchBackup(at: repository.target.name) }
        return try await repository.manifest(found)
    }

    /// The newest keys for which there are the secrets that open them.
    private func newestKeys(_ repositories: BackupRepositories) async throws -> (Manifest, SecretsBundle) {
        let bundles = try await SecretsBundle.all(in: repositories.secrets)
        for keys in try await repositories.keys.snapshots().reversed().compactMap(\.manifest) {
            if let bundle = bundles.first(where: { $0.opens(keys.secrets) }) { return (keys, bundle) }
        }
        throw RestoreProblem.noKeys
    }

    /// Puts secrets where there are none. Those that outlived the machine stay; of a ledger every line of both is kept.
    private func put(_ bundle: SecretsBundle) throws {
        for (path, content) in bundle.files {
            let parts = path.split(separator: "/")
            guard !path.hasPrefix("/"), !parts.contains(".."), path != "installation" else { continue }
            let file = paths.secrets.appending(path: path)
            let present = FileManager.default.contents(atPath: file.path)
            if present != nil, file.pathExtension != "ledger" { continue }
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let merged = present.map { RestrictionLedger.merged($0, content) } ?? content
            try PrivateFile.write(merged, to: file)
        }
    }
}

/// Why a backup is not restored; each description names the way out.
package enum RestoreProblem: Error, CustomStringConvertible, Equatable {
    case rootKeyMissing(String)
    case otherRootKey(String)
    case noSuchBackup(at: String)
    case noKeys
    case businessMissing(String)

    package var description: String {
        switch self {
        case .rootKeyMissing(let path):
            "\(path) is missing: without the root key nothing can be opened. Put the copy you kept elsewhere there."
        case .otherRootKey(let path): "\(path) is the root key of another installation: put the right one there."
        case .noSuchBackup(let place): "There is no such backup at \(place): see \"sampan backup list\"."
        case .noKeys:
            "There are no keys for it: those in the backups of keys are of another installation, or older than the last "
                + "rotation, and then worthless by design."
        case .businessMissing(let slug):
            "There is no business \"\(slug)\" in the folder of businesses: put its folder there."
        }
    }
}
