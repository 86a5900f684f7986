// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// What one backup, verification or drill came to.
package struct BackupRun: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        case backup
        case verification
        case drill
    }

    package let kind: Kind
    package let succeeded: Bool
    /// Which backup it made or looked at, or what was wrong.
    package let detail: String
    package let beganAt: Instant
    package let endedAt: Instant
}
