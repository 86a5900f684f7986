// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Integrations

/// Where backups go, how often, and what a drill has to keep to.
package struct BackupSettings: Sendable {
    package enum Place: Sendable, Hashable {
        case folder(URL)
        case bucket(String, prefix: String)
    }

    package let data: Place
    package let keys: Place
    package let secrets: Place
    /// Where buckets are.
    package let account: S3Account?
    /// The file of the backup secret; made at the first backup.
    package let secretFile: URL
    /// How often the server takes one; nil for never.
    package let interval: Duration?
    /// How long backups of data are kept.
    package let keptDays: Int
    /// How long a restore may take, and how much may be lost with the machine.
    package let bounds: DrillBounds

    package init(
        data: Place, keys: Place, secrets: Place, account: S3Account?, secretFile: URL, interval: Duration?,
        keptDays: Int, bounds: DrillBounds
    ) {
        self.data = data
        self.keys = keys
        self.secrets = secrets
        self.account = account
        self.secretFile = secretFile
        self.interval = interval
        self.keptDays = keptDays
        self.bounds = bounds
    }
}

/// What a drill is measured by.
package struct DrillBounds: Sendable, Hashable {
    /// From nothing to a business that answers.
    package let restore: Duration
    /// The age of the newest backup.
    package let loss: Duration

    package init(restore: Duration, loss: Duration) {
        self.restore = restore
        self.loss = loss
    }
}
