// SPDX-License-Identifier: Apache-2.0

import Backup
import Foundation
import Storage
import Values

extension Backups {
    enum SecretsCopied {
        /// Where they stand now; in their place, or there already.
        case upTo([SecretsState])
        /// Keys have moved to a new epoch since the newest backup of keys: only a new one of both is of use.
        case backupIsDue
    }

    /// Has the restriction ledger and what else changed among the secrets copied between two backups, so that what was promised a
    /// moment ago outlives the machine.
    func copySecrets(unless known: [SecretsState]?) async throws -> SecretsCopied {
        let bundle = try TakeBackup.bundle(of: paths, without: settings.secretFile, at: clock.now())
        guard bundle.states != known else { return .upTo(bundle.states) }
        return try await withRepositories { repositories in
            guard let newest = try await repositories.keys.names().last else { return .backupIsDue }
            // One that is damaged is of no use: a new one is.
            guard let keys = try? await repositories.keys.manifest(newest) else { return .backupIsDue }
            guard bundle.opens(keys.secrets) else { return .backupIsDue }
            let run = TakeBackup.newRun()
            try await bundle.write(to: repositories.secrets, run: run)
            try await SecretsBundle.deleteAll(in: repositories.secrets, but: run)
            return .upTo(bundle.states)
        }
    }
}
