// SPDX-License-Identifier: Apache-2.0

package import Backup
import Crypto
import Foundation
import Storage
import Values

/// Takes one backup of everything while the server goes on serving: data first, keys after, secrets last.
///
/// So every row of the data has its key in the keys, unless its person was erased meanwhile, and then the restriction ledger,
/// which comes last, says so. Keys and secrets are of the same epochs: a rotation in between has the keys taken again.
package struct TakeBackup: Sendable {
    package struct Taken: Sendable {
        package let data: Manifest
        package let keys: Manifest
        package let added: SnapshotWriter.Added
    }

    let paths: StoragePaths
    let control: ControlStore
    let databases: OrganisationDatabases
    let clock: any WallClock

    private static let tries = 3

    func callAsFunction(into repositories: BackupRepositories, secretFile: URL) async throws -> Taken {
        guard let installation = try paths.installationID()?.uuidString.lowercased() else {
            throw NoInstallation(path: paths.secrets.path)
        }
        let run = Self.newRun()
        let rootProof = try Secrets(at: paths).proof
        let organisations = try await control.organisations()
        let engine = paths.engine == .sqlite ? "sqlite" : "postgresql"

        let began = clock.now()
        let data = try await SnapshotWriter(to: repositories.data)
        let dataManifest = try await abandoning(data) {
            try await data.add(control.database, .control, of: nil)
            for organisation in organisations {
                try await data.add(try databases.open(organisation.id).data, .data, of: organisation.id)
            }
            return try await data.publish { stores in
                Manifest(
                    run: run, takenAt: began, installation: installation, engine: engine, contents: .data,
                    rootProof: rootProof, stores: stores, secrets: [])
            }
        }
        for _ in 1...Self.tries {
            let taken = clock.now()
            let keys = try await SnapshotWriter(to: repositories.keys)
            let manifest = try await abandoning(keys) { () -> Manifest? in
                let before = try Self.bundle(of: paths, without: secretFile, at: taken).states
                for organisation in organisations {
                    try await keys.add(try databases.open(organisation.id).keys, .keys, of: organisation.id)
                }
                let bundle = try Self.bundle(of: paths, without: secretFile, at: clock.now())
                guard bundle.states.map(\.epochs) == before.map(\.epochs) else {
                    try await keys.abandon()
                    return nil
                }
                // The bundle comes first: at any moment there is one for the newest keys.
                try await bundle.write(to: repositories.secrets, run: run)
                return try await keys.publish { stores in
                    Manifest(
                        run: run, takenAt: taken, installation: installation, engine: engine, contents: .keys,
                        rootProof: rootProof, stores: stores, secrets: bundle.states)
                }
            }
            guard let manifest else { continue }
            try await SecretsBundle.deleteAll(in: repositories.secrets, but: run)
            return Taken(data: dataManifest, keys: manifest, added: data.added + keys.added)
        }
        throw KeysNeverAtRest()
    }

    static func newRun() -> String { ID<Manifest>.random().description.replacing("-", with: "") }

    /// The root key and the secret that seals the bundle itself are kept by the operator, elsewhere.
    static func bundle(
        of paths: StoragePaths, without secretFile: URL, at now: Instant
    ) throws -> SecretsBundle {
        let tree = paths.secrets.standardizedFileURL.path
        let secret = secretFile.standardizedFileURL.path
        let ownName = secret.hasPrefix(tree + "/") ? String(secret.dropFirst(tree.count + 1)) : ""
        return try SecretsBundle(
            of: paths.secrets, leavingOut: [paths.rootKey.lastPathComponent, ownName], takenAt: now)
    }

    private func abandoning<Result>(
        _ writer: SnapshotWriter, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            // What went wrong is the news; the mark ends by itself.
            try? await writer.abandon()
            throw error
        }
    }
}

/// Keys moved to a new epoch each time they were read: something is wrong with the rotation.
struct KeysNeverAtRest: Error, CustomStringConvertible {
    var description: String { "The keys changed their epoch each time they were read. Try again in a minute." }
}
