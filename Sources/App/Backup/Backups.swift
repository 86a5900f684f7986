// SPDX-License-Identifier: Apache-2.0

package import Backup
import Foundation
import Policy
import Storage
import Values

/// Taking, checking and pruning backups, each written down in the control store with what came of it.
///
/// For the command line beside a running server and for the server's own schedule: none of it takes the installation's lock.
package struct Backups: Sendable {
    package let settings: BackupSettings
    let paths: StoragePaths
    let control: ControlStore
    let databases: OrganisationDatabases
    /// The fewest days any policy here lets an old copy of keys be of use.
    let keyBackupDays: Int
    let businessesFolder: String
    let clock: any WallClock

    init(
        _ settings: BackupSettings, paths: StoragePaths, control: ControlStore, databases: OrganisationDatabases,
        businesses: Businesses, businessesFolder: String, clock: any WallClock
    ) {
        self.settings = settings
        self.paths = paths
        self.control = control
        self.databases = databases
        keyBackupDays = businesses.all.map(\.policy.declarations.keyBackupDays).min() ?? 30
        self.businessesFolder = businessesFolder
        self.clock = clock
    }

    /// A backup, and what its repositories no longer need goes.
    package func take() async throws -> TakeBackup.Taken {
        try await recorded(.backup) {
            let taken = try await withRepositories(beginning: true) { repositories in
                let taken = try await TakeBackup(
                    paths: paths, control: control, databases: databases, clock: clock)(
                        into: repositories, secretFile: settings.secretFile)
                _ = try await prune(repositories)
                return taken
            }
            return (taken, nil, "\(taken.data.run), \(taken.added.chunks) new chunks, \(taken.added.bytes) bytes")
        }
    }

    /// Reads everything back. Damage is written down as a failure, and returned.
    package func verify(newestOnly: Bool = false) async throws -> [(contents: RepositoryContents, Repository.Verified)]
    {
        try await recorded(.verification) {
            let found = try await withRepositories { repositories in
                var found: [(contents: RepositoryContents, Repository.Verified)] = []
                for repository in [repositories.data, repositories.keys] {
                    found.append((repository.contents, try await repository.verify(newestOnly: newestOnly)))
                }
                // Opening it is the check.
                _ = try await SecretsBundle.all(in: repositories.secrets)
                return found
            }
            let damage = found.flatMap(\.1.damage).first.map { "\($0)" }
            return (found, damage, "\(found.reduce(0) { $0 + $1.1.chunks }) chunks")
        }
    }

    /// The backups of data, oldest first; without a manifest those that are damaged.
    package func list() async throws -> [(name: SnapshotName, data: Manifest?, hasKeys: Bool)] {
        try await withRepositories { repositories in
            let keys = Set(try await repositories.keys.snapshots().compactMap(\.manifest?.run))
            return try await repositories.data.snapshots().map { ($0, $1, keys.contains($0.run)) }
        }
    }

    package func prune(
        removingDamaged: Bool
    ) async throws -> (data: Repository.Pruned, keys: Repository.Pruned) {
        try await withRepositories { try await prune($0, removingDamaged: removingDamaged) }
    }

    private func prune(
        _ repositories: BackupRepositories, removingDamaged: Bool = false
    ) async throws -> (data: Repository.Pruned, keys: Repository.Pruned) {
        // A day early, so that one backup missed breaks no promise.
        let keyDays = max(keyBackupDays - 1, 1)
        return (
            try await repositories.data.prune(.thinning(days: settings.keptDays), removingDamaged: removingDamaged),
            try await repositories.keys.prune(.strict(days: keyDays), removingDamaged: removingDamaged)
        )
    }

    func withRepositories<Result>(
        beginning: Bool = false, _ body: (BackupRepositories) async throws -> Result
    ) async throws -> Result {
        let repositories: BackupRepositories
        if beginning, let installation = try paths.installationID() {
            repositories = try await .openOrBegin(
                settings, installation: installation.uuidString.lowercased(), clock: clock)
        } else {
            repositories = try await .open(settings, clock: clock)
        }
        do {
            let result = try await body(repositories)
            try await repositories.close()
            return result
        } catch {
            try await repositories.close()
            throw error
        }
    }

    /// Writes down what came of it. `body` gives the result, what was wrong with what it looked at, and what it did.
    func recorded<Result>(
        _ kind: BackupRun.Kind, _ body: () async throws -> (Result, problem: String?, detail: String)
    ) async throws -> Result {
        let began = clock.now()
        do {
            let (result, problem, detail) = try await body()
            try await record(kind, succeeded: problem == nil, problem ?? detail, from: began)
            return result
        } catch {
            try await record(kind, succeeded: false, "\(error)", from: began)
            throw error
        }
    }

    private func record(_ kind: BackupRun.Kind, succeeded: Bool, _ detail: String, from began: Instant) async throws {
        let now = clock.now()
        let run = BackupRun(
            kind: kind, succeeded: succeeded, detail: String(detail.prefix(500)), beganAt: began, endedAt: now)
        try await write(run)
    }

    func write(_ run: BackupRun) async throws {
        let (id, now) = (ID<BackupRun>.timeOrdered(at: run.endedAt), run.endedAt)
        try await control.database.write { session in
            try BackupRunQueries.insert(run, id, in: session)
            try BackupRunQueries.delete(before: now - .days(400), in: session)
        }
    }
}
