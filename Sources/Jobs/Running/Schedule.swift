// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Which organisations have work now, which are being worked on, and when the others are next: all in memory.
struct Schedule: Sendable {
    private struct Entry {
        var next: Instant?
        var isWoken = false
        var isAtWork = false
        var runner: JobRunner?
    }

    private var entries: [OrganisationID: Entry] = [:]
    private var marked: Set<OrganisationID> = []
    private(set) var isStopping = false

    var known: [OrganisationID] { Array(entries.keys) }

    func isMarked(_ organisation: OrganisationID) -> Bool { marked.contains(organisation) }

    mutating func mark(_ organisation: OrganisationID) { marked.insert(organisation) }

    /// The runner to tell, when one is at work already.
    mutating func wake(_ organisation: OrganisationID) -> JobRunner? {
        entries[organisation, default: Entry()].isWoken = true
        return entries[organisation]?.runner
    }

    /// Wakes those that nobody here has worked on yet; the others' times are known better than the index knows them.
    mutating func wakeUnknown(_ organisations: [OrganisationID]) -> Bool {
        let unknown = organisations.filter { entries[$0] == nil }
        for organisation in unknown { entries[organisation] = Entry(isWoken: true) }
        return !unknown.isEmpty
    }

    mutating func wakeDue(at now: Instant) -> Bool {
        var hasWoken = false
        for (organisation, entry) in entries where !entry.isAtWork && !entry.isWoken {
            guard let next = entry.next, next <= now else { continue }
            entries[organisation]?.isWoken = true
            hasWoken = true
        }
        return hasWoken
    }

    /// Those to begin work on: woken, and not worked on already.
    mutating func takeWoken() -> [OrganisationID] {
        guard !isStopping else { return [] }
        let woken = entries.filter { $0.value.isWoken && !$0.value.isAtWork }.map(\.key)
        for organisation in woken {
            entries[organisation]?.isAtWork = true
            entries[organisation]?.isWoken = false
        }
        return woken
    }

    /// Notes whom to wake from now on; false when stopping.
    mutating func begin(_ organisation: OrganisationID, with runner: JobRunner) -> Bool {
        guard !isStopping else { return false }
        entries[organisation]?.runner = runner
        return true
    }

    /// False when it was woken meanwhile, and has to be looked at once more.
    mutating func end(_ organisation: OrganisationID, next: Instant?) -> Bool {
        guard isStopping || entries[organisation]?.isWoken != true else {
            entries[organisation]?.isWoken = false
            return false
        }
        entries[organisation] = Entry(next: next)
        return true
    }

    var runnersAtWork: [JobRunner] { entries.values.compactMap(\.runner) }

    /// The runners at work, to be stopped.
    mutating func stop() -> [JobRunner] {
        isStopping = true
        return runnersAtWork
    }
}
