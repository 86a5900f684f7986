// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Values

/// What this process knows of due times, so that marking an organisation which is due already costs no write.
///
/// Every mark and every change raises the organisation's version. A worker that read version 7, looked for work, found
/// none and wants to record so, may only while the version is still 7: whoever marked in between has new work.
final class DueMemory: Sendable {
    private struct Entry {
        var version: UInt64 = 0
        /// The recorded time, or later than it. Nil while a change is on its way.
        var recorded: Instant?
    }

    private let entries = Mutex<[OrganisationID: Entry]>([:])

    func version(of id: OrganisationID) -> UInt64 {
        entries.withLock { $0[id]?.version ?? 0 }
    }

    /// Counts a mark; returns nil when an equal or earlier time is recorded, else the version for `settle`.
    func mark(_ id: OrganisationID, at instant: Instant) -> UInt64? {
        entries.withLock { entries in
            entries[id, default: Entry()].version += 1
            guard let entry = entries[id] else { return nil }
            if let recorded = entry.recorded, recorded <= instant { return nil }
            return entry.version
        }
    }

    /// Begins a change by somebody who saw `version`; nil when it is outdated, else the version for `settle`.
    func beginChange(_ id: OrganisationID, seen version: UInt64) -> UInt64? {
        entries.withLock { entries in
            guard entries[id]?.version ?? 0 == version else { return nil }
            entries[id] = Entry(version: version + 1, recorded: nil)
            return version + 1
        }
    }

    /// Notes what the database holds now, unless something else has happened since.
    func settle(_ id: OrganisationID, at instant: Instant?, version: UInt64) {
        entries.withLock { entries in
            guard entries[id]?.version == version else { return }
            entries[id]?.recorded = instant
        }
    }
}
