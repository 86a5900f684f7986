// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// Whether the backups that should be there are there, and whole.
package struct BackupHealth: Sendable {
    /// When the newest backup was taken.
    package let lastSuccess: Instant?
    /// What is wrong; nil when nothing is.
    package let problem: String?
}

extension Backups {
    /// Looks at what was written down, not at the backups themselves: cheap, for an alarm that is asked every second.
    ///
    /// - Parameter interval: how often one should be taken; twice as long without one is a problem.
    package func health(interval: Duration) async throws -> BackupHealth {
        let now = clock.now()
        let (backup, success, verification) = try await control.database.read { session in
            (
                try BackupRunQueries.newest(.backup, in: session),
                try BackupRunQueries.newestSuccess(.backup, in: session),
                try BackupRunQueries.newest(.verification, in: session)
            )
        }
        var problem: String?
        if let verification, !verification.succeeded {
            problem = "a backup is damaged: \(verification.detail)"
        } else if let success {
            if now - success.beganAt > max(interval * 2, settings.bounds.loss) {
                problem = "the newest backup is of \(success.beganAt)"
            }
        } else {
            problem = "no backup has been taken yet"
        }
        if let backup, !backup.succeeded, problem != nil { problem?.append("; the last try failed: \(backup.detail)") }
        return BackupHealth(lastSuccess: success?.beganAt, problem: problem)
    }
}
